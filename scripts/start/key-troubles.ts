import type { Client } from 'pg';
import { keyListSchema } from '@/lib/env';
import type { KeySourceFault } from '@/lib/vault/key-source';
import { keyStates } from '@/lib/vault/key-states';
import { keySourceOf } from '@/lib/vault/keyring';
import type { KeyState } from '@/lib/vault/vault';

/**
 * What is wrong with the vault keys that the app is about to get, for the person who starts it. None of it stops the start:
 * what needs no secret is served.
 * @param environment where the keys are, already checked
 * @param database connected as the app's role
 * @returns sentences, which name each key by its id; none when all is well
 */
export async function keyTroubles(
  environment: Readonly<Record<string, string | undefined>>,
  database: Client,
): Promise<string[]> {
  const { VAULT_KEYS, VAULT_KEYS_FILE, VAULT_SEALING_KEY } = environment;
  const source = keySourceOf({
    VAULT_KEYS: VAULT_KEYS ? keyListSchema.parse(VAULT_KEYS) : undefined,
    VAULT_KEYS_FILE: VAULT_KEYS_FILE || undefined,
    VAULT_SEALING_KEY: VAULT_SEALING_KEY || undefined,
  });
  const ring = await source.keyring();
  const { rows: checks } = await database.query<{ id: string; check: string }>(
    'SELECT id, "check" FROM vault_key ORDER BY created_at, id',
  );
  const states = await keyStates(ring, new Map(checks.map(({ id, check }) => [id, check])));
  const needed = await keysNeeded(database);
  const troubled = states.filter(
    ({ keyId, state, seals }) => state !== 'usable' && (seals || needed.has(keyId)),
  );
  return [
    ...(ring.fault ? [faultInWords(ring.fault)] : []),
    ...troubled.map((state) => inWords(state, needed.get(state.keyId) ?? 0)),
  ];
}

async function keysNeeded(database: Client): Promise<Map<string, number>> {
  await database.query("BEGIN; SET LOCAL posthouse.scope TO '*'");
  const { rows } = await database.query<{ key_id: string; count: number }>(
    `SELECT key_id, count(*)::int AS count
     FROM (SELECT key_id FROM credential UNION ALL SELECT key_id FROM pending_certificate) AS sealed GROUP BY key_id`,
  );
  await database.query('COMMIT');
  return new Map(rows.map(({ key_id, count }) => [key_id, count]));
}

function faultInWords({ code, path }: KeySourceFault): string {
  const why = {
    key_file_unreadable: 'cannot be read',
    key_file_open_to_others: `can be read by other users of this machine; close it with: chmod 600 '${path}'`,
    key_file_not_a_list: 'holds no list of keys (id:key, one a line)',
  };
  return `The key file ${path} ${why[code]}. It is read again as soon as it changes.`;
}

function inWords({ keyId, state, isKeyOf, seals }: KeyState, count: number): string {
  const what = {
    usable: '',
    missing: 'is missing',
    incomplete: 'is not whole: it has to be 32 bytes in base64',
    wrong: `is not the one that this database knows by that name${isKeyOf ? `: it is the key ${isKeyOf}` : ''}`,
  };
  const secrets = count === 1 ? '1 secret cannot be used' : `${count} secrets cannot be used`;
  const effects = [...(count > 0 ? [secrets] : []), ...(seals ? ['no new secret can be saved'] : [])];
  return `The vault key ${keyId} ${what[state]}. Until it is put back ${effects.join(' and ')}; nothing is lost.`;
}
