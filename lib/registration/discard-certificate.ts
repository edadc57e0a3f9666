import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { factsOfCertificate } from './certificate';
import type { RegistrationFailure } from './registration';
import { findNames, removePending } from './store';

/** Throws away a certificate that waits to be used, with its key. What it waits to replace stays as it is. */
export async function discardCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly registrationId: string; readonly certificateId: string },
): Promise<Result<null, RegistrationFailure>> {
  const { registrationId, certificateId } = input;
  return transact<null, RegistrationFailure>(customerId, async (tx) => {
    const names = await findNames(customerId, tx, registrationId);
    const removed = names && (await removePending(customerId, tx, registrationId, certificateId));
    if (!removed) return fail({ code: 'certificate_gone' });
    await recordAudit(tx, {
      deed: 'certificate.discard',
      actor,
      customer: names.customer,
      subject: { id: registrationId, label: names.clientId },
      details: { thumbprint: factsOfCertificate(removed.certificate).thumbprintSha1 },
    });
    return succeed(null);
  });
}
