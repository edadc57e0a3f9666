import { record } from '@/lib/audit/record-audit';
import { type Result, succeed } from '@/lib/result';
import { usableKey } from '@/lib/vault/check-keys';
import { keyring } from '@/lib/vault/keyring';
import type { VaultFailure } from '@/lib/vault/vault';

/** Puts on record that a vault key was added, and makes sure that the database knows it before anything is sealed with it. */
export async function recordKey(keyId: string): Promise<Result<null, VaultFailure>> {
  const key = await usableKey(await keyring(), keyId);
  if (!key.ok) return key;
  await record({ deed: 'keys.add', actor: null, subject: { label: keyId } });
  return succeed(null);
}
