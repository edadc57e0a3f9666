import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { MailboxFailure } from './mailbox';

/**
 * Deletes a mailbox with its tests and messages, if `typedAddress` is its address. The history keeps what was done.
 * @returns the app registration that served it and now serves none, or null
 */
export async function deleteMailbox(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly mailboxId: string; readonly typedAddress: string },
): Promise<Result<{ idleRegistrationId: string | null }, MailboxFailure>> {
  const { mailboxId } = input;
  return transact<{ idleRegistrationId: string | null }, MailboxFailure>(async (tx) => {
    const mailbox = await tx.mailbox.findFirst({
      where: { id: mailboxId, customerId },
      select: { address: true, registrationId: true, customer: { select: { id: true, name: true } } },
    });
    if (!mailbox) return fail({ code: 'mailbox_not_found' });
    if (input.typedAddress !== mailbox.address) return fail({ code: 'address_does_not_confirm' });
    const { address } = mailbox;
    // Not the address that was confirmed, or no mailbox any more, if somebody else was quicker.
    const { count } = await tx.mailbox.deleteMany({ where: { id: mailboxId, customerId, address } });
    if (count === 0) return fail({ code: 'mailbox_not_found' });
    await recordAudit(tx, {
      deed: 'mailbox.delete',
      actor,
      customer: mailbox.customer,
      subject: { id: mailboxId, label: address },
    });
    const { registrationId } = mailbox;
    const left = registrationId ? await tx.mailbox.count({ where: { customerId, registrationId } }) : 1;
    return succeed({ idleRegistrationId: left === 0 ? registrationId : null });
  });
}
