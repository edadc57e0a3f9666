import type { DetailName, DetailValue } from '@/lib/audit/audit';
import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { findMailbox } from '@/lib/mailbox/reads';
import type { RawAnswer } from '@/lib/microsoft/failure';
import { fail, type Result, succeed } from '@/lib/result';
import type { Prisma } from '@/prisma/generated/client';
import type { MessageState, SendDetail, SendFailure } from './message';

type Actor = { readonly id: string; readonly name: string };

/** A message that is on its way, and where it goes out: the mailbox as it stood when the message was written down. */
export interface BegunMessage {
  readonly id: string;
  readonly customerName: string;
  readonly address: string;
  readonly name: string;
  readonly revision: number;
  readonly registrationId: string;
  readonly credentialVersion: number;
}

/**
 * Writes a message down as on its way, before anything is asked of Microsoft, and puts the deed on record. Waits for
 * whoever is just changing, pausing or deleting the mailbox, and goes by what stands there afterwards.
 */
export async function beginMessage(
  customerId: CustomerId,
  actor: Actor,
  message: {
    readonly mailboxId: string;
    readonly recipient: string;
    readonly subject: string;
    readonly sizeBytes?: number;
    /** What the history tells of it besides. */
    readonly told?: Readonly<Partial<Record<DetailName, DetailValue>>>;
  },
): Promise<Result<BegunMessage, SendFailure>> {
  const { mailboxId, recipient, subject, sizeBytes, told } = message;
  return transact<BegunMessage, SendFailure>(customerId, async (tx) => {
    // A statement of its own: only one that begins after the wait sees what was waited for.
    await tx.$queryRaw`
      select id from mailbox where id = ${mailboxId}::uuid and customer_id = ${customerId}::uuid for share`;
    const sender = await findMailbox(customerId, mailboxId, tx);
    if (!sender) return fail({ code: 'mailbox_not_found' });
    if (sender.pausedAt) return fail({ code: 'mailbox_paused' });
    const { address, name, revision, registrationId, credentialVersion, customer } = sender;
    if (!registrationId) return fail({ code: 'no_credential' });
    if (credentialVersion === null) return fail({ code: 'certificate_not_used' });

    const { id } = await tx.message.create({
      data: {
        customerId,
        mailboxId,
        recipient,
        subject,
        sizeBytes,
        state: 'sending',
        sentById: actor.id,
        sentByName: actor.name,
      },
      select: { id: true },
    });
    // The next test mail of this person is prefilled with the same address.
    await tx.staffMember.updateMany({ where: { id: actor.id }, data: { lastTestAddress: recipient } });
    await recordAudit(tx, {
      deed: 'message.send_test',
      actor,
      customer,
      subject: { id: mailboxId, label: address },
      details: { recipient, messageId: id, ...told },
    });
    const customerName = customer.name;
    return succeed({ id, customerName, address, name, revision, registrationId, credentialVersion });
  });
}

/**
 * Writes down how a message ended, and puts that on record, once: only while it is still "sending". One that was
 * settled already, or whose mailbox was deleted on the way, is left as it is.
 */
export async function settleMessage(
  customerId: CustomerId,
  actor: Actor,
  end: {
    readonly messageId: string;
    readonly mailbox: { readonly id: string; readonly address: string; readonly customerName: string };
    readonly state: Exclude<MessageState, 'sending'>;
    readonly code: OutcomeCode | null;
    readonly answer: RawAnswer | null;
    readonly detail?: SendDetail;
    readonly settledAt: Date;
  },
): Promise<void> {
  const { messageId, mailbox, state, code, answer, detail, settledAt } = end;
  await transact(customerId, async (tx) => {
    const { count } = await tx.message.updateMany({
      where: { id: messageId, customerId, state: 'sending' },
      data: {
        state,
        code,
        answer: (answer as unknown as Prisma.InputJsonValue | null) ?? undefined,
        detail: detail as unknown as Prisma.InputJsonValue | undefined,
        requestId: answer?.requestId,
        settledAt,
      },
    });
    if (count === 0) return succeed(null);
    await recordAudit(tx, {
      deed: 'message.settle',
      actor,
      customer: { id: customerId, name: mailbox.customerName },
      subject: { id: mailbox.id, label: mailbox.address },
      details: { state, code, messageId, requestId: answer?.requestId ?? null },
    });
    return succeed(null);
  });
}
