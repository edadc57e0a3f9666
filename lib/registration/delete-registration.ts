import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { RegistrationFailure } from './registration';

/** Deletes a registration and its sealed secret. One that still serves a mailbox is `registration_in_use`. */
export async function deleteRegistration(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  registrationId: string,
): Promise<Result<null, RegistrationFailure>> {
  return transact<null, RegistrationFailure>(async (tx) => {
    // Locked, so that no mailbox is attached between the look and the deletion.
    await tx.$queryRaw`
      select id from registration
      where id = ${registrationId}::uuid and customer_id = ${customerId}::uuid for update`;
    const registration = await tx.registration.findFirst({
      where: { id: registrationId, customerId },
      select: {
        clientId: true,
        tenantId: true,
        customer: { select: { id: true, name: true } },
        _count: { select: { mailboxes: true } },
      },
    });
    if (!registration) return fail({ code: 'registration_not_found' });
    if (registration._count.mailboxes > 0) return fail({ code: 'registration_in_use' });
    await tx.registration.deleteMany({ where: { id: registrationId, customerId } });
    await recordAudit(tx, {
      deed: 'registration.delete',
      actor,
      customer: registration.customer,
      subject: { id: registrationId, label: registration.clientId },
      details: { tenantId: registration.tenantId },
    });
    return succeed(null);
  });
}
