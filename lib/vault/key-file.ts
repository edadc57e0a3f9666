import { z } from 'zod';
import { keyListSchema, type ListedKey } from '@/lib/env';

/** What a key file says: its keys, and which of them seals. */
export interface KeyFile {
  readonly keys: readonly ListedKey[];
  readonly sealingKey: string | null;
}

/** The part of a local installation's keys.json that is about the vault. The start script makes and checks the rest. */
const keysJsonSchema = z.object({
  vaultKeys: z.array(z.object({ id: z.string(), key: z.string() })).min(1),
  sealingKey: z.string(),
});

/**
 * Reads the text of a key file: `id:key`, one a line, as VAULT_KEYS has them; or the JSON of a local installation.
 * A key that is not whole is still a line of it: whoever uses it tells.
 * @returns null when it is neither
 */
export function parseKeyFile(text: string): KeyFile | null {
  if (!text.trimStart().startsWith('{')) {
    const list = keyListSchema.safeParse(text);
    return list.success ? { keys: list.data, sealingKey: null } : null;
  }
  try {
    const { vaultKeys, sealingKey } = keysJsonSchema.parse(JSON.parse(text));
    return { keys: vaultKeys, sealingKey };
  } catch {
    return null;
  }
}
