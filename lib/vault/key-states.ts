import { openEnvelope, sealEnvelope } from './envelope';
import type { Keyring, WrappingKey } from './key-source';
import type { KeyState } from './vault';

const KNOWN_TEXT = 'posthouse vault key check';
const bindingOf = (keyId: string) => ({
  owner: 'installation',
  record: keyId,
  field: 'key-check',
  version: 1,
});

/** The check value of a key: a known text sealed with it, by which the same key is known again. */
export function checkValueOf(keyId: string, key: WrappingKey): Promise<string> {
  return sealEnvelope(keyId, key, bindingOf(keyId), KNOWN_TEXT);
}

/** Is `key` the one that made the check value `check` of the key `keyId`? */
export async function isKeyOf(keyId: string, key: WrappingKey, check: string): Promise<boolean> {
  const opened = await openEnvelope(key, bindingOf(keyId), check);
  return opened.ok && opened.value === KNOWN_TEXT;
}

/**
 * Compares keys with the check values of a database, by key id. A key without a check value was never used here and is
 * as good as any.
 * @returns the state of every key that is in either of them, or that should seal
 */
export async function keyStates(
  { keys, sealingKeyId }: Keyring,
  checks: ReadonlyMap<string, string>,
): Promise<KeyState[]> {
  const ids = new Set([...checks.keys(), ...keys.keys(), ...(sealingKeyId === null ? [] : [sealingKeyId])]);
  return Promise.all(
    [...ids].map(async (keyId): Promise<KeyState> => {
      const seals = keyId === sealingKeyId;
      const key = keys.get(keyId);
      if (!key) return { keyId, state: key === null ? 'incomplete' : 'missing', seals };
      const check = checks.get(keyId);
      if (check === undefined || (await isKeyOf(keyId, key, check))) return { keyId, state: 'usable', seals };
      return { keyId, state: 'wrong', isKeyOf: await ownerOf(key, checks), seals };
    }),
  );
}

async function ownerOf(key: WrappingKey, checks: ReadonlyMap<string, string>): Promise<string | undefined> {
  for (const [keyId, check] of checks) if (await isKeyOf(keyId, key, check)) return keyId;
  return undefined;
}
