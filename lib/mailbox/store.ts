import type { CustomerId } from '@/lib/customer/customer';
import type { Reader, Transaction } from '@/lib/database';
import type { Reach } from '@/lib/scope';
import type { Prisma } from '@/prisma/generated/client';
import {
  type Check,
  type ConnectionReport,
  type OutcomeCode,
  saysNothingOfMailbox,
  type TestVerdict,
} from './connection-test';
import { LEASE_MS, type RetestEnd } from './retest';

/** What the verbs have to know of a mailbox before they change, test or delete it; null when it is not there. */
export async function findMailbox(customerId: CustomerId, mailboxId: string, reader: Reader) {
  const row = await reader.mailbox.findFirst({
    where: { id: mailboxId, customerId },
    select: {
      address: true,
      name: true,
      revision: true,
      pausedAt: true,
      registrationId: true,
      registration: { select: { credential: { select: { version: true } } } },
      customer: { select: { name: true } },
    },
  });
  if (!row) return null;
  const { registration, customer, ...rest } = row;
  return {
    ...rest,
    customer: { id: customerId, name: customer.name },
    /** Of the secret that is stored at the moment. */
    credentialVersion: registration?.credential?.version ?? null,
  };
}

interface MailboxValues {
  readonly address: string;
  readonly name: string;
  readonly description: string;
  readonly registrationId: string | null;
}

/** Adds a mailbox. @throws Prisma's P2002 when the customer has one of that address (`isUniqueViolation`) */
export async function insertMailbox(
  customerId: CustomerId,
  tx: Transaction,
  values: MailboxValues,
): Promise<string> {
  const { id } = await tx.mailbox.create({ data: { customerId, ...values }, select: { id: true } });
  return id;
}

/**
 * Writes a mailbox's values if it is still at `revision`. `forgetsProof`: what was proven was about other values.
 * @returns false when somebody else was quicker, or it has gone
 * @throws Prisma's P2002 when the customer has one of that address (`isUniqueViolation`)
 */
export async function updateMailbox(
  customerId: CustomerId,
  tx: Transaction,
  change: {
    readonly mailboxId: string;
    readonly revision: number;
    readonly values: MailboxValues;
    readonly forgetsProof: boolean;
  },
): Promise<boolean> {
  const { mailboxId, revision, values, forgetsProof } = change;
  const { count } = await tx.mailbox.updateMany({
    where: { id: mailboxId, customerId, revision },
    data: {
      ...values,
      revision: { increment: 1 },
      ...(forgetsProof ? { evidenceAt: null, evidenceVerdict: null, evidenceCode: null } : {}),
    },
  });
  return count === 1;
}

/** Pauses or resumes. @returns false when it was so already, or the mailbox has gone */
export async function updatePaused(
  customerId: CustomerId,
  tx: Transaction,
  mailboxId: string,
  paused: boolean,
): Promise<boolean> {
  const { count } = await tx.mailbox.updateMany({
    where: { id: mailboxId, customerId, pausedAt: paused ? null : { not: null } },
    data: { pausedAt: paused ? new Date() : null },
  });
  return count === 1;
}

/**
 * Removes a mailbox with its tests and messages, if it still has this address.
 * @returns false when somebody else was quicker: it has gone, or has another address
 */
export async function removeMailbox(
  customerId: CustomerId,
  tx: Transaction,
  mailboxId: string,
  address: string,
): Promise<boolean> {
  const { count } = await tx.mailbox.deleteMany({ where: { id: mailboxId, customerId, address } });
  return count === 1;
}

/** How many mailboxes a registration serves. */
export async function countServed(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<number> {
  return tx.mailbox.count({ where: { customerId, registrationId } });
}

/** How many tests of a mailbox are kept. */
const TESTS_KEPT = 20;

/**
 * Keeps the report of one test, and of the older ones of its mailbox as many as make twenty with it. `mailboxId` null: run
 * from the form before saving.
 */
export async function insertTest(
  customerId: CustomerId,
  tx: Transaction,
  test: {
    readonly mailboxId: string | null;
    readonly report: ConnectionReport;
    readonly fingerprint: string;
    readonly actor: { readonly id: string; readonly name: string };
  },
): Promise<string> {
  const { report, actor } = test;
  const { id } = await tx.connectionTest.create({
    data: {
      customerId,
      mailboxId: test.mailboxId,
      verdict: report.verdict,
      code: report.code,
      checks: report.checks as unknown as Prisma.InputJsonValue,
      fingerprint: test.fingerprint,
      ranById: actor.id,
      ranByName: actor.name,
      startedAt: report.startedAt,
      finishedAt: report.finishedAt,
    },
    select: { id: true },
  });
  const { mailboxId } = test;
  if (mailboxId) {
    const kept = await tx.connectionTest.findMany({
      where: { customerId, mailboxId },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: TESTS_KEPT,
      select: { id: true },
    });
    await tx.connectionTest.deleteMany({
      where: { customerId, mailboxId, id: { notIn: kept.map((each) => each.id) } },
    });
  }
  return id;
}

/** The last test that a person ran from the form on exactly these values since a moment; null: there is none. */
export async function findLastTest(
  customerId: CustomerId,
  tx: Transaction,
  ran: { readonly byId: string; readonly fingerprint: string; readonly since: Date },
): Promise<(Pick<ConnectionReport, 'finishedAt' | 'verdict' | 'code' | 'checks'> & { id: string }) | null> {
  const row = await tx.connectionTest.findFirst({
    where: {
      customerId,
      mailboxId: null,
      ranById: ran.byId,
      fingerprint: ran.fingerprint,
      finishedAt: { gt: ran.since },
    },
    orderBy: { finishedAt: 'desc' },
    select: { id: true, finishedAt: true, verdict: true, code: true, checks: true },
  });
  if (!row) return null;
  return { ...row, code: row.code as OutcomeCode | null, checks: row.checks as unknown as Check[] };
}

/** Gives a test that was run from the form to the mailbox that was then saved. */
export async function giveTest(
  customerId: CustomerId,
  tx: Transaction,
  testId: string,
  mailboxId: string,
): Promise<void> {
  await tx.connectionTest.updateMany({ where: { id: testId, customerId }, data: { mailboxId } });
}

/**
 * Takes a proof to the mailbox: newer than the one it has, and about the mailbox as it was read at `revision` with
 * its secret at `credentialVersion`. One that came in late, after somebody changed the address or replaced the secret,
 * proves nothing about what stands there now and is left out; so is one that only tells of the road to Microsoft, and
 * one that could not tell while the mailbox is known to work.
 */
export async function keepEvidence(
  customerId: CustomerId,
  tx: Transaction,
  proof: {
    readonly mailboxId: string;
    readonly revision: number;
    readonly credentialVersion: number;
    readonly at: Date;
    readonly verdict: TestVerdict;
    readonly code: ConnectionReport['code'];
  },
): Promise<void> {
  if (proof.code && saysNothingOfMailbox(proof.code)) return;
  // Waits for a secret that is just being replaced. Without the lock the update below would wait at the mailbox, and
  // then go by the version that it saw before it waited.
  await tx.$queryRaw`
    select r.id from registration r
    join mailbox m on m.customer_id = r.customer_id and m.registration_id = r.id
    where m.id = ${proof.mailboxId}::uuid and m.customer_id = ${customerId}::uuid for share of r`;
  await tx.mailbox.updateMany({
    where: {
      id: proof.mailboxId,
      customerId,
      revision: proof.revision,
      registration: { credential: { version: proof.credentialVersion } },
      OR: [
        { evidenceAt: null },
        {
          evidenceAt: { lt: proof.at },
          ...(proof.verdict === 'not_proven' ? { evidenceVerdict: { not: 'passed' } } : {}),
        },
      ],
    },
    data: { evidenceAt: proof.at, evidenceVerdict: proof.verdict, evidenceCode: proof.code },
  });
}

/** The outcome of a mailbox's last test; null when it passed, or there is none. */
export async function findLastCode(
  customerId: CustomerId,
  tx: Transaction,
  mailboxId: string,
): Promise<OutcomeCode | null> {
  const row = await tx.connectionTest.findFirst({
    where: { customerId, mailboxId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: { code: true },
  });
  return (row?.code ?? null) as OutcomeCode | null;
}

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

/** Lets go of a claimed retest until its next try; nothing when another has claimed it since. */
export async function postponeRetest(
  customerId: CustomerId,
  tx: Transaction,
  claim: { readonly mailboxId: string; readonly leaseUntil: Date; readonly nextAt: Date },
): Promise<void> {
  const { mailboxId, leaseUntil, nextAt } = claim;
  await tx.retest.updateMany({
    where: { customerId, mailboxId, leaseUntil, endedAt: null },
    data: { nextAt, leaseUntil: null },
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
