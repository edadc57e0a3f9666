import type { CertificateFault } from '@/lib/certificate/certificate';
import { readCertificate } from '@/lib/certificate/read-certificate';
import { readPfx } from '@/lib/certificate/read-pfx';
import type { CustomerId } from '@/lib/customer/customer';
import { fail, type Result } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { keepCertificate } from './keep-certificate';
import type { PendingCertificateFailure } from './pending-certificate';

/**
 * Takes a certificate that exists already, with its private key, as PEM text or as a PFX in base64. It waits to be used
 * like one that was made here. The password is used to read it and not kept.
 */
export async function addCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly registrationId: string;
    /** PEM text, or base64 of a PFX. */
    readonly certificate: Secret;
    readonly password: Secret;
  },
  now: Date,
): Promise<Result<null, PendingCertificateFailure | { readonly code: CertificateFault }>> {
  const { registrationId, certificate, password } = input;
  const isPem = certificate.reveal().includes('-----BEGIN');
  const pair = isPem ? readCertificate(certificate, password, now) : readPfx(certificate, password, now);
  if (!pair.ok) return fail(pair.failure);
  return keepCertificate(customerId, actor, registrationId, pair.value, 'certificate.add');
}
