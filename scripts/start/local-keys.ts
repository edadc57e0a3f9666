import type { Client } from 'pg';
import { type KeyEnvironment, keysPath, makeKeys, readKeys } from './keys';

/**
 * The keys of a local installation: read, or made on the first start and announced with what losing them means.
 * @param database asked whether secrets were sealed with keys that are gone; a new key never replaces one silently
 */
export async function localKeys(dataDir: string, database: Client, now: Date): Promise<KeyEnvironment> {
  const kept = readKeys(dataDir);
  if (kept) return kept;
  const { rows } = await database.query<{ id: string }>('select id from vault_key order by created_at');
  const made = makeKeys(dataDir, now);
  const path = keysPath(dataDir);
  console.log(
    `  Keys: made ${path}. Keep a copy somewhere else: without it the stored secrets cannot be opened.`,
  );
  if (rows.length > 0) {
    const lost = rows.map(({ id }) => id).join(', ');
    console.log(
      `  Keys: the database holds secrets sealed with a key that is not here: ${lost}.\n` +
        `        What was sealed with it cannot be opened; new secrets are sealed with ${made.VAULT_SEALING_KEY}.\n` +
        `        To restore: stop, put the old keys.json back to ${path}, start. Or enter those secrets anew.`,
    );
  }
  return made;
}
