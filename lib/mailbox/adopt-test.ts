import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { fingerprint } from '@/lib/vault/fingerprint';
import {
  fingerprintParts,
  type OutcomeCode,
  saysNothingOfMailbox,
  storedFingerprintParts,
  VALUE_FAULT_CODES,
} from './connection-test';
import type { RegistrationChoice } from './schema';

/** For how long a test run from the form counts for the save that follows. */
const ADOPTION_MS = 60 * 60_000;

/**
 * Makes the test that this person last ran from the form the new mailbox's own, if `testId` names it and it was about
 * exactly the values that are being saved: what was just proven does not have to be proven again. Anything else
 * changes nothing. Within the transaction of the save.
 */
export async function adoptTest(
  customerId: CustomerId,
  tx: Transaction,
  save: {
    readonly mailboxId: string;
    readonly mailboxAddress: string;
    readonly testId: string;
    readonly choice: RegistrationChoice;
    readonly actor: { readonly id: string };
  },
): Promise<void> {
  const parts = save.testId ? await partsOf(customerId, tx, save) : null;
  if (!parts) return;
  const test = await tx.connectionTest.findFirst({
    where: {
      customerId,
      mailboxId: null,
      ranById: save.actor.id,
      fingerprint: fingerprint(parts),
      finishedAt: { gt: new Date(Date.now() - ADOPTION_MS) },
    },
    orderBy: { finishedAt: 'desc' },
    select: { id: true, finishedAt: true, verdict: true, code: true },
  });
  // A later test of the same values may have come out otherwise: only the last one counts.
  if (test?.id !== save.testId) return;
  // It came no further than the values, and the save has judged those itself: perhaps with the warning overridden.
  if ((VALUE_FAULT_CODES as readonly (string | null)[]).includes(test.code)) return;
  await tx.connectionTest.updateMany({
    where: { id: test.id, customerId },
    data: { mailboxId: save.mailboxId },
  });
  if (test.code && saysNothingOfMailbox(test.code as OutcomeCode)) return;
  await tx.mailbox.updateMany({
    where: { id: save.mailboxId, customerId },
    data: { evidenceAt: test.finishedAt, evidenceVerdict: test.verdict, evidenceCode: test.code },
  });
}

async function partsOf(
  customerId: CustomerId,
  tx: Transaction,
  { choice, mailboxAddress }: { readonly choice: RegistrationChoice; readonly mailboxAddress: string },
): Promise<string[] | null> {
  if (choice.registrationChoice === 'later') return null;
  if (choice.registrationChoice === 'new') return fingerprintParts({ ...choice, mailboxAddress });
  const { registrationId } = choice;
  const credential = await tx.credential.findFirst({
    where: { customerId, registrationId },
    select: { version: true },
  });
  return credential && storedFingerprintParts(registrationId, credential.version, mailboxAddress);
}
