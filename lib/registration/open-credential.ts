import type { CustomerId } from '@/lib/customer/customer';
import type { SignIn } from '@/lib/microsoft/request-access-token';
import { fail, type Result, succeed } from '@/lib/result';
import { open } from '@/lib/vault/open';
import type { VaultFailure } from '@/lib/vault/vault';
import { bindingOfStored, signInWith } from './credential';
import { findSealedCredential } from './store';

/** There is nothing to sign in with: no app registration, or one whose certificate nobody has put to use yet. */
export type NoCredential = { readonly code: 'no_credential' | 'certificate_not_used' };

/**
 * A registration's values with its client secret or the key of its certificate, for one connection test. Never stored
 * or kept beyond that test.
 */
export async function openCredential(
  customerId: CustomerId,
  registrationId: string,
): Promise<Result<SignIn & { readonly version: number }, NoCredential | VaultFailure>> {
  const found = await findSealedCredential(customerId, registrationId);
  if (!found) return fail({ code: 'no_credential' });
  // Without a secret it was saved to sign in with a certificate.
  if (!found.credential) return fail({ code: 'certificate_not_used' });
  const { cloud, tenantId, clientId, credential } = found;
  const opened = await open(bindingOfStored(customerId, registrationId, credential), credential.sealed);
  if (!opened.ok) return opened;
  const { version, certificate } = credential;
  return succeed({ cloud, tenantId, clientId, version, ...signInWith(opened.value, certificate) });
}
