import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { findMailbox } from '@/lib/mailbox/reads';
import { fail, type Result, succeed } from '@/lib/result';
import type { RetestFailure } from './retest';
import { endRetest } from './store';

/**
 * No longer tests a mailbox again by itself. A try that is under way comes to its end and is the last. Where nothing goes
 * on it changes nothing and is no failure.
 */
export async function stopRetest(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  mailboxId: string,
  now: Date,
): Promise<Result<null, RetestFailure>> {
  return transact<null, RetestFailure>(customerId, async (tx) => {
    const mailbox = await findMailbox(customerId, mailboxId, tx);
    if (!mailbox) return fail({ code: 'mailbox_not_found' });
    if (await endRetest(customerId, tx, { mailboxId, at: now, because: 'stopped' })) {
      await recordAudit(tx, {
        deed: 'connection.stop_retest',
        actor,
        customer: mailbox.customer,
        subject: { id: mailboxId, label: mailbox.address },
      });
    }
    return succeed(null);
  });
}
