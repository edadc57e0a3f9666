import { fail, type Result, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { Binding } from './binding';
import { usableKey } from './check-keys';
import { keyIdOf, openEnvelope } from './envelope';
import { keyring } from './keyring';
import type { VaultFailure } from './vault';

/**
 * Opens a sealed value in the place it was sealed for. Names the key that is missing or wrong, so that an operator
 * knows which to bring back; says only "refused" of a ciphertext that was changed or moved.
 */
export async function open(binding: Binding, envelope: string): Promise<Result<Secret, VaultFailure>> {
  const keyId = keyIdOf(envelope);
  if (!keyId) return fail({ code: 'vault_refused' });
  const key = await usableKey(await keyring(), keyId);
  if (!key.ok) return key;
  const opened = await openEnvelope(key.value, binding, envelope);
  return opened.ok ? succeed(new Secret(opened.value)) : opened;
}
