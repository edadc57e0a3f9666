import type { CustomerId } from '@/lib/customer/customer';
import type { SignIn } from '@/lib/microsoft/request-access-token';
import { fail, type Result, succeed } from '@/lib/result';
import { open } from '@/lib/vault/open';
import type { VaultFailure } from '@/lib/vault/vault';
import { bindingOfStored, signInWith } from './credential';
import { findSealedCredential } from './store';

/**
 * A registration's values with its client secret or the key of its certificate, for one connection test. Never stored
 * or kept beyond that test.
 */
export async function openCredential(
  customerId: CustomerId,
  registrationId: string,
): Promise<Result<SignIn & { readonly version: number }, { readonly code: 'no_credential' } | VaultFailure>> {
  const found = await findSealedCredential(customerId, registrationId);
  if (!found?.credential) return fail({ code: 'no_credential' });
  const { cloud, tenantId, clientId, credential } = found;
  const opened = await open(bindingOfStored(customerId, registrationId, credential), credential.sealed);
  if (!opened.ok) return opened;
  const { version, certificate } = credential;
  return succeed({ cloud, tenantId, clientId, version, ...signInWith(opened.value, certificate) });
}
