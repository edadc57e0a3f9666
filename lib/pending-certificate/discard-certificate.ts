import { recordAudit } from '@/lib/audit/record-audit';
import { factsOfCertificate } from '@/lib/certificate/certificate';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { PendingCertificateFailure } from './pending-certificate';
import { removePending } from './store';

/** Throws away a certificate that waits to be used, with its key. What it waits to replace stays as it is. */
export async function discardCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly registrationId: string; readonly certificateId: string },
): Promise<Result<null, PendingCertificateFailure>> {
  const { registrationId, certificateId } = input;
  return transact<null, PendingCertificateFailure>(customerId, async (tx) => {
    const removed = await removePending(customerId, tx, registrationId, certificateId);
    if (!removed) return fail({ code: 'certificate_gone' });
    const { clientId, customer } = removed.registration;
    await recordAudit(tx, {
      deed: 'certificate.discard',
      actor,
      customer,
      subject: { id: registrationId, label: clientId },
      details: { thumbprint: factsOfCertificate(removed.certificate).thumbprintSha1 },
    });
    return succeed(null);
  });
}
