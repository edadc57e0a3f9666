import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { findMailbox, listTests } from '@/lib/mailbox/reads';
import { fail, type Result, succeed } from '@/lib/result';
import { LONGEST_WAIT_MS, nextTryAt, type RetestFailure, waitsForGrant } from './retest';
import { putRetest } from './store';

/**
 * Has a mailbox tested again by itself, in the name of `actor`, for up to two hours from `now`: for whom the customer's
 * administrator says that the grant was given a moment ago. One that goes on already begins anew. `nothing_to_wait_for`
 * unless the last test came out as one that
 * waits for a grant, and is about the values that stand there now.
 */
export async function startRetest(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  mailboxId: string,
  now: Date,
): Promise<Result<null, RetestFailure>> {
  const [last] = await listTests(customerId, mailboxId, 1);
  return transact<null, RetestFailure>(customerId, async (tx) => {
    const mailbox = await findMailbox(customerId, mailboxId, tx);
    if (!mailbox) return fail({ code: 'mailbox_not_found' });
    if (mailbox.pausedAt) return fail({ code: 'mailbox_paused' });
    const { revision, credentialVersion } = mailbox;
    if (credentialVersion === null || !last || last.outdated || !waitsForGrant(last.code))
      return fail({ code: 'nothing_to_wait_for' });
    const endsAt = new Date(now.getTime() + LONGEST_WAIT_MS);
    await putRetest(customerId, tx, {
      mailboxId,
      askedById: actor.id,
      askedByName: actor.name,
      askedAt: now,
      revision,
      credentialVersion,
      nextAt: nextTryAt(0, now, endsAt),
      endsAt,
    });
    await recordAudit(tx, {
      deed: 'connection.retest',
      actor,
      customer: mailbox.customer,
      subject: { id: mailboxId, label: mailbox.address },
    });
    return succeed(null);
  });
}
