import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { database, transact } from '@/lib/database';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import type { RawAnswer } from '@/lib/microsoft/failure';
import { succeed } from '@/lib/result';
import type { Prisma } from '@/prisma/generated/client';
import type { MessageState } from './message';

type Actor = { readonly id: string; readonly name: string };

/** Where the mail goes out: what a send has to know of the mailbox, read once before it. */
export async function findSender(customerId: CustomerId, mailboxId: string) {
  return database().mailbox.findFirst({
    where: { id: mailboxId, customerId },
    select: {
      address: true,
      name: true,
      pausedAt: true,
      revision: true,
      registrationId: true,
      registration: { select: { credential: { select: { version: true } } } },
      customer: { select: { id: true, name: true } },
    },
  });
}

/** Writes the message down as on its way, before anything is asked of Microsoft, and puts the deed on record. */
export async function insertMessage(
  customer: { readonly id: CustomerId; readonly name: string },
  actor: Actor,
  message: {
    readonly mailboxId: string;
    readonly mailboxAddress: string;
    readonly recipient: string;
    readonly subject: string;
  },
): Promise<{ id: string }> {
  const { mailboxId, mailboxAddress, recipient, subject } = message;
  const inserted = await transact(async (tx) => {
    const row = await tx.message.create({
      data: {
        customerId: customer.id,
        mailboxId,
        recipient,
        subject,
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
      subject: { id: mailboxId, label: mailboxAddress },
      details: { recipient, messageId: row.id },
    });
    return succeed(row);
  });
  if (!inserted.ok) throw new Error('a message could not be written down');
  return inserted.value;
}

/**
 * Writes down how a message ended, once: only while it is still "sending".
 * @returns false when it was settled already, or its mailbox was deleted on the way
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
    readonly settledAt: Date;
  },
): Promise<boolean> {
  const { messageId, mailbox, state, code, answer, settledAt } = end;
  const settled = await transact(async (tx) => {
    const { count } = await tx.message.updateMany({
      where: { id: messageId, customerId, state: 'sending' },
      data: {
        state,
        code,
        answer: (answer as unknown as Prisma.InputJsonValue | null) ?? undefined,
        requestId: answer?.requestId,
        settledAt,
      },
    });
    await recordAudit(tx, {
      deed: 'message.settle',
      actor,
      customer: { id: customerId, name: mailbox.customerName },
      subject: { id: mailbox.id, label: mailbox.address },
      details: { state, code, messageId, requestId: answer?.requestId ?? null },
    });
    return succeed(count === 1);
  });
  return settled.ok && settled.value;
}
