import type { CERTIFICATE_YEARS } from '@/lib/certificate/certificate';
import { issueCertificate } from '@/lib/certificate/issue-certificate';
import type { CustomerId } from '@/lib/customer/customer';
import type { Result } from '@/lib/result';
import { keepCertificate } from './keep-certificate';
import type { PendingCertificateFailure } from './pending-certificate';

/**
 * Makes a key pair and its certificate for a registration. The private key is sealed and never leaves; the certificate
 * is for the customer's administrator to upload. The mailboxes go on with the old credential.
 */
export async function makeCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly registrationId: string; readonly years: (typeof CERTIFICATE_YEARS)[number] },
  now: Date,
): Promise<Result<null, PendingCertificateFailure>> {
  const pair = await issueCertificate('Posthouse', input.years, now);
  return keepCertificate(customerId, actor, input.registrationId, pair, 'certificate.make');
}
