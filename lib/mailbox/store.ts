import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import type { Prisma } from '@/prisma/generated/client';
import { type ConnectionReport, saysNothingOfMailbox, type TestVerdict } from './connection-test';

/** No proof: what a mailbox has after its address, its registration or its secret changed. */
export const NO_EVIDENCE = { evidenceAt: null, evidenceVerdict: null, evidenceCode: null };

/** Keeps the report of one test. `mailboxId` null: run from the form before saving. */
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
  return id;
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
