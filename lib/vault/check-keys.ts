import { fail, type Result, succeed } from '@/lib/result';
import type { Keyring, WrappingKey } from './key-source';
import { checkValueOf, keyStates } from './key-states';
import { keyring } from './keyring';
import { keepKeyCheck, keyChecks } from './store';
import type { KeyState, VaultFailure } from './vault';

/**
 * Compares the keys of this process with the check values in the database. A key seen for the first time gets its
 * check value; a check value that exists is never written over, so that a wrong key cannot pass for the right one.
 * @returns every key that is present or has ever sealed here.
 */
export async function checkKeys(ring?: Keyring): Promise<KeyState[]> {
  const current = ring ?? (await keyring());
  const known = await keyChecks();
  for (const [id, key] of current.keys) {
    if (key && !known.has(id)) await keepKeyCheck(id, await checkValueOf(id, key));
  }
  return keyStates(current, await keyChecks());
}

/** What was found usable, by keyring: keys that were read anew prove themselves anew, and are known to the database again. */
const proven = new WeakMap<Keyring, ReadonlySet<string>>();

/** The key of this id, if it is there and the one that this database knows by that id. */
export async function usableKey(ring: Keyring, keyId: string): Promise<Result<WrappingKey, VaultFailure>> {
  const key = ring.keys.get(keyId);
  if (!key) return fail({ code: 'vault_key_missing', keyId });
  if (proven.get(ring)?.has(keyId)) return succeed(key);
  const usable = (await checkKeys(ring)).filter(({ state }) => state === 'usable');
  const ids = new Set(usable.map((each) => each.keyId));
  proven.set(ring, ids);
  return ids.has(keyId) ? succeed(key) : fail({ code: 'vault_key_wrong', keyId });
}

/** The key that seals now, with its id, if it can be used. */
export async function sealingKey(): Promise<Result<{ keyId: string; key: WrappingKey }, VaultFailure>> {
  const ring = await keyring();
  // Where no key at all could be read there is no id to name.
  const keyId = ring.sealingKeyId ?? '?';
  const key = await usableKey(ring, keyId);
  return key.ok ? succeed({ keyId, key: key.value }) : key;
}
