import { openEnvelope, sealEnvelope } from './envelope';
import { keyring } from './keyring';
import { keepKeyCheck, keyChecks } from './store';
import type { KeyState } from './vault';

const KNOWN_TEXT = 'posthouse vault key check';
const bindingOf = (keyId: string) => ({
  owner: 'installation',
  record: keyId,
  field: 'key-check',
  version: 1,
});

/**
 * Compares the keys of this process with the check values in the database. A key seen for the first time gets its
 * check value; a check value that exists is never written over, so that a wrong key cannot pass for the right one.
 * @returns every key that is present or has ever sealed here.
 */
export async function checkKeys(): Promise<KeyState[]> {
  const { keys, sealingKeyId } = keyring();
  const known = await keyChecks();
  for (const [id, key] of keys) {
    if (!known.has(id)) await keepKeyCheck(id, sealEnvelope(id, key, bindingOf(id), KNOWN_TEXT));
  }
  const checks = await keyChecks();
  return [...checks].map(([keyId, check]) => {
    const key = keys.get(keyId);
    const opened = key && openEnvelope(key, bindingOf(keyId), check);
    const state = !opened ? 'missing' : opened.ok && opened.value === KNOWN_TEXT ? 'usable' : 'wrong';
    return { keyId, state, seals: keyId === sealingKeyId };
  });
}

const proven = new Set<string>();

/** Is the key of this id present, and the one that this database knows by that id? A yes is remembered. */
export async function isKeyUsable(keyId: string): Promise<boolean> {
  if (proven.has(keyId)) return true;
  for (const { keyId: id, state } of await checkKeys()) if (state === 'usable') proven.add(id);
  return proven.has(keyId);
}
