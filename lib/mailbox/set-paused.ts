import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { MailboxFailure } from './mailbox';
import { findMailbox } from './reads';
import { updatePaused } from './store';

/** Pauses a mailbox (nothing is sent from it) or resumes it. Doing so twice changes nothing and is no failure. */
export async function setPaused(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly mailboxId: string; readonly paused: boolean },
): Promise<Result<null, MailboxFailure>> {
  const { mailboxId, paused } = input;
  return transact(customerId, async (tx) => {
    const mailbox = await findMailbox(customerId, mailboxId, tx);
    if (!mailbox) return fail({ code: 'mailbox_not_found' });
    if (await updatePaused(customerId, tx, mailboxId, paused)) {
      await recordAudit(tx, {
        deed: paused ? 'mailbox.pause' : 'mailbox.resume',
        actor,
        customer: mailbox.customer,
        subject: { id: mailboxId, label: mailbox.address },
      });
    }
    return succeed(null);
  });
}
