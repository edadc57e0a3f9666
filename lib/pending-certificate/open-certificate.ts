import type { CustomerId } from '@/lib/customer/customer';
import type { Cloud } from '@/lib/microsoft/cloud';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { open } from '@/lib/vault/open';
import { type PendingCertificateFailure, pendingBinding } from './pending-certificate';
import { findPending } from './store';

/** The certificate that waits to be used, with its opened key and the registration that it is for; if it is still that one. */
export async function openCertificate(
  customerId: CustomerId,
  place: { readonly registrationId: string; readonly certificateId: string },
): Promise<
  Result<
    {
      readonly privateKey: Secret;
      /** In PEM. */
      readonly certificate: string;
      readonly registration: {
        readonly cloud: Cloud;
        readonly tenantId: string;
        readonly clientId: string;
        readonly customer: { readonly id: string; readonly name: string };
      };
    },
    PendingCertificateFailure
  >
> {
  const pending = await findPending(customerId, place.registrationId);
  if (pending?.id !== place.certificateId) return fail({ code: 'certificate_gone' });
  const opened = await open(pendingBinding(customerId, pending.id), pending.sealed);
  if (!opened.ok) return opened;
  const { certificate, registration } = pending;
  return succeed({ privateKey: opened.value, certificate, registration });
}
