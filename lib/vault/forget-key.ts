import type { Transaction } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { keyring } from './keyring';
import { removeKeyCheck } from './store';

/**
 * Forgets a key in `tx`: its check value goes, and what was sealed with it could not be stored from then on. Refuses the
 * key that seals (`key_seals`) and one that nobody knows (`key_unknown`).
 * @throws the violation of a foreign key when something is still sealed with it
 */
export async function forgetKey(
  tx: Transaction,
  keyId: string,
): Promise<Result<null, { readonly code: 'key_seals' } | { readonly code: 'key_unknown' }>> {
  const { keys, sealingKeyId } = await keyring();
  if (keyId === sealingKeyId) return fail({ code: 'key_seals' });
  const known = await removeKeyCheck(tx, keyId);
  return known || keys.has(keyId) ? succeed(null) : fail({ code: 'key_unknown' });
}
