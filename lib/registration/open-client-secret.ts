import type { CustomerId } from '@/lib/customer/customer';
import type { Cloud } from '@/lib/microsoft/cloud';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { open } from '@/lib/vault/open';
import type { VaultFailure } from '@/lib/vault/vault';
import { credentialBinding } from './credential';
import { findSealedCredential } from './store';

/**
 * A registration's values with its client secret, for one connection test. Never stored or kept beyond that test.
 */
export async function openClientSecret(
  customerId: CustomerId,
  registrationId: string,
): Promise<
  Result<
    { cloud: Cloud; tenantId: string; clientId: string; clientSecret: Secret; version: number },
    { readonly code: 'no_credential' } | VaultFailure
  >
> {
  const found = await findSealedCredential(customerId, registrationId);
  if (!found?.credential) return fail({ code: 'no_credential' });
  const { cloud, tenantId, clientId, credential } = found;
  const opened = await open(
    credentialBinding(customerId, registrationId, credential.version),
    credential.sealed,
  );
  if (!opened.ok) return opened;
  return succeed({ cloud, tenantId, clientId, clientSecret: opened.value, version: credential.version });
}
