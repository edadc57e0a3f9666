import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import type { Prisma } from '@/prisma/generated/client';
import {
  type Check,
  type ConnectionReport,
  type OutcomeCode,
  saysNothingOfMailbox,
  type TestedMailbox,
  type TestVerdict,
} from './connection-test';

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
 * Keeps the report of one test, and of the older ones of its mailbox as many as make twenty with it. `mailboxId` and
 * `about` null: run from the form before saving.
 */
export async function insertTest(
  customerId: CustomerId,
  tx: Transaction,
  test: {
    readonly mailboxId: string | null;
    readonly about: TestedMailbox | null;
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
      ...(test.about && { about: { ...test.about } }),
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

/** Gives a test that was run from the form to the mailbox that was then saved, as what it is `about`. */
export async function giveTest(
  customerId: CustomerId,
  tx: Transaction,
  testId: string,
  mailboxId: string,
  about: TestedMailbox,
): Promise<void> {
  const data = { mailboxId, about: { ...about } };
  await tx.connectionTest.updateMany({ where: { id: testId, customerId }, data });
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
