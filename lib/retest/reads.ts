import type { CustomerId } from '@/lib/customer/customer';
import { read } from '@/lib/database';
import { type RetestState, whyNotGoOn } from './retest';

/** Whether a mailbox is tested again by itself at `now`, or why no longer; null: nobody ever asked for it. */
export async function readRetest(
  customerId: CustomerId,
  mailboxId: string,
  now: Date,
): Promise<RetestState | null> {
  const row = await read(customerId, (reader) =>
    reader.retest.findFirst({
      where: { customerId, mailboxId },
      select: {
        askedByName: true,
        askedAt: true,
        tries: true,
        nextAt: true,
        endsAt: true,
        leaseUntil: true,
        endedAt: true,
        endedBecause: true,
        revision: true,
        credentialVersion: true,
        mailbox: {
          select: {
            pausedAt: true,
            revision: true,
            registration: { select: { credential: { select: { version: true } } } },
          },
        },
      },
    }),
  );
  if (!row) return null;
  const { askedByName, askedAt, tries, nextAt, endsAt, leaseUntil, endedAt, mailbox } = row;
  const { pausedAt, revision, registration } = mailbox;
  // Its row learns of it at the next try; whoever looks is told at once.
  const because =
    row.endedBecause ??
    whyNotGoOn(row, { pausedAt, revision, credentialVersion: registration?.credential?.version ?? null });
  return {
    askedByName,
    askedAt,
    tries,
    nextAt,
    endsAt,
    running: because === null && leaseUntil !== null && leaseUntil > now,
    ended: because && { at: endedAt, because },
  };
}
