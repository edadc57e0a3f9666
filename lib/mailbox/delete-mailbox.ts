import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { MailboxFailure } from './mailbox';
import { findMailbox } from './reads';
import { countServed, removeMailbox } from './store';

/**
 * Deletes a mailbox with its tests and messages, if `typedAddress` is its address. The history keeps what was done.
 * One that somebody else deletes or moves to another address at the same moment is `mailbox_not_found`.
 * @returns the app registration that served it and now serves none, or null
 */
export async function deleteMailbox(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly mailboxId: string; readonly typedAddress: string },
): Promise<Result<{ idleRegistrationId: string | null }, MailboxFailure>> {
  const { mailboxId } = input;
  return transact<{ idleRegistrationId: string | null }, MailboxFailure>(customerId, async (tx) => {
    const mailbox = await findMailbox(customerId, mailboxId, tx);
    if (!mailbox) return fail({ code: 'mailbox_not_found' });
    const { address, registrationId } = mailbox;
    if (input.typedAddress !== address) return fail({ code: 'address_does_not_confirm' });
    if (!(await removeMailbox(customerId, tx, mailboxId, address)))
      return fail({ code: 'mailbox_not_found' });
    await recordAudit(tx, {
      deed: 'mailbox.delete',
      actor,
      customer: mailbox.customer,
      subject: { id: mailboxId, label: address },
    });
    const left = registrationId ? await countServed(customerId, tx, registrationId) : 1;
    return succeed({ idleRegistrationId: left === 0 ? registrationId : null });
  });
}
