import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import type { Reach } from '@/lib/scope';
import { LEASE_MS, type RetestEnd } from './retest';

/** A retest when it is asked for. */
export interface NewRetest {
  readonly mailboxId: string;
  readonly askedById: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly revision: number;
  readonly credentialVersion: number;
  readonly nextAt: Date;
  readonly endsAt: Date;
}

/** Puts a retest in the place of the one that the mailbox had, if any. */
export async function putRetest(
  customerId: CustomerId,
  tx: Transaction,
  { mailboxId, ...values }: NewRetest,
): Promise<void> {
  // Two people who press at once: the second waits here, and begins anew what the first began.
  await tx.$queryRaw`
    select id from mailbox where id = ${mailboxId}::uuid and customer_id = ${customerId}::uuid for update`;
  await tx.retest.deleteMany({ where: { customerId, mailboxId } });
  await tx.retest.create({ data: { customerId, mailboxId, ...values }, select: { id: true } });
}

/** A retest that this process has to make, and nobody else until `leaseUntil`. */
export interface ClaimedRetest {
  readonly customerId: CustomerId;
  readonly mailboxId: string;
  readonly askedById: string;
  readonly askedByName: string;
  readonly revision: number;
  readonly credentialVersion: number;
  /** How many tries there were, this one included. */
  readonly tries: number;
  readonly endsAt: Date;
  readonly leaseUntil: Date;
}

/** Claims the retest within `reach` that has been due for longest at `now`; null: none is due, or others have them. */
export async function claimRetest(reach: Reach, tx: Transaction, now: Date): Promise<ClaimedRetest | null> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const within = reach.every ? null : [...reach.customerIds];
  const [row] = await tx.$queryRaw<ClaimedRetest[]>`
    update retest set lease_until = ${leaseUntil}, tries = tries + 1
    where id = (
      select id from retest
      where ended_at is null and next_at <= ${now} and (lease_until is null or lease_until <= ${now})
        and (${within}::uuid[] is null or customer_id = any(${within}::uuid[]))
      order by next_at limit 1 for update skip locked)
    returning customer_id as "customerId", mailbox_id as "mailboxId", asked_by_id as "askedById",
      asked_by_name as "askedByName", revision, credential_version as "credentialVersion", tries,
      ends_at as "endsAt", lease_until as "leaseUntil"`;
  return row ?? null;
}

/**
 * Lets go of a claimed retest until its next try; nothing when another has claimed it since. `uncounted`: the try was cut
 * short and is made again.
 */
export async function postponeRetest(
  customerId: CustomerId,
  tx: Transaction,
  claim: {
    readonly mailboxId: string;
    readonly leaseUntil: Date;
    readonly nextAt: Date;
    readonly uncounted?: true;
  },
): Promise<void> {
  const { mailboxId, leaseUntil, nextAt, uncounted } = claim;
  await tx.retest.updateMany({
    where: { customerId, mailboxId, leaseUntil, endedAt: null },
    data: { nextAt, leaseUntil: null, ...(uncounted && { tries: { decrement: 1 } }) },
  });
}

/**
 * Ends a retest that goes on; with `leaseUntil` only while that claim holds.
 * @returns false when none went on
 */
export async function endRetest(
  customerId: CustomerId,
  tx: Transaction,
  end: {
    readonly mailboxId: string;
    readonly at: Date;
    readonly because: RetestEnd;
    readonly leaseUntil?: Date;
  },
): Promise<boolean> {
  const { mailboxId, at, because, leaseUntil } = end;
  const { count } = await tx.retest.updateMany({
    where: { customerId, mailboxId, endedAt: null, ...(leaseUntil ? { leaseUntil } : {}) },
    data: { endedAt: at, endedBecause: because, leaseUntil: null },
  });
  return count === 1;
}
