import type { CustomerId } from '@/lib/customer/customer';
import { whereInReach } from '@/lib/customer/reads';
import { read } from '@/lib/database';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import type { RawAnswer } from '@/lib/microsoft/failure';
import type { Reach } from '@/lib/scope';
import { type MessageRow, type MessageState, type SendDetail, stateAt } from './message';

const shown = {
  id: true,
  customerId: true,
  mailboxId: true,
  recipient: true,
  subject: true,
  state: true,
  code: true,
  answer: true,
  detail: true,
  sizeBytes: true,
  requestId: true,
  sentByName: true,
  createdAt: true,
  settledAt: true,
  customer: { select: { name: true } },
  mailbox: { select: { address: true } },
} as const;

/** How many messages a page of the list holds. */
export const MESSAGE_PAGE_SIZE = 50;

/** Messages, newest first: all in reach, or those of one mailbox. */
export async function listMessages(
  reach: Reach,
  query: { readonly mailboxId?: string; readonly page: number; readonly pageSize?: number },
  now: Date,
): Promise<{ rows: MessageRow[]; total: number }> {
  const size = query.pageSize ?? MESSAGE_PAGE_SIZE;
  const where = { AND: [whereInReach(reach), query.mailboxId ? { mailboxId: query.mailboxId } : {}] };
  const [total, rows] = await read(reach, (reader) =>
    Promise.all([
      reader.message.count({ where }),
      reader.message.findMany({
        where,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        skip: (query.page - 1) * size,
        take: size,
        select: shown,
      }),
    ]),
  );
  return { total, rows: rows.map((row) => rowOf(row, now)) };
}

/** One day of sending. */
export interface DayOfSending {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
  readonly accepted: number;
  readonly failed: number;
  readonly unknown: number;
}

/** Accepted, failed and unknown per day for the last `days` days up to `now`, oldest first, days without any included. */
export async function countPerDay(reach: Reach, days: number, now: Date): Promise<DayOfSending[]> {
  const today = Math.floor(now.getTime() / 86_400_000);
  const since = new Date((today - days + 1) * 86_400_000);
  const rows = await read(reach, (reader) =>
    reader.message.findMany({
      where: { AND: [whereInReach(reach), { createdAt: { gte: since } }] },
      select: { state: true, code: true, createdAt: true, sizeBytes: true },
    }),
  );
  return Array.from({ length: days }, (_, at) => {
    const day = new Date((today - days + 1 + at) * 86_400_000).toISOString().slice(0, 10);
    const states = rows
      .filter((row) => row.createdAt.toISOString().startsWith(day))
      .map((row) => stateAt({ ...row, code: row.code as OutcomeCode | null }, now).state);
    const count = (state: MessageState) => states.filter((each) => each === state).length;
    return { day, accepted: count('accepted'), failed: count('failed'), unknown: count('unknown') };
  });
}

function rowOf(
  row: {
    id: string;
    customerId: string;
    mailboxId: string;
    recipient: string;
    subject: string;
    state: MessageState;
    code: string | null;
    answer: unknown;
    detail: unknown;
    sizeBytes: number | null;
    requestId: string | null;
    sentByName: string;
    createdAt: Date;
    settledAt: Date | null;
    customer: { name: string };
    mailbox: { address: string };
  },
  now: Date,
): MessageRow {
  const { customer, mailbox, sizeBytes, ...rest } = row;
  const code = row.code as OutcomeCode | null;
  return {
    ...rest,
    customerId: row.customerId as CustomerId,
    customerName: customer.name,
    mailboxAddress: mailbox.address,
    answer: row.answer as RawAnswer | null,
    detail: row.detail as SendDetail | null,
    ...stateAt({ state: row.state, code, createdAt: row.createdAt, sizeBytes }, now),
  };
}
