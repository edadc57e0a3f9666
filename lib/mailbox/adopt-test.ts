import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { keepMatch } from '@/lib/registration/keep-match';
import { fingerprint } from '@/lib/vault/fingerprint';
import { fingerprintParts, matchOf, storedFingerprintParts, VALUE_FAULT_CODES } from './connection-test';
import { findMailbox } from './reads';
import type { RegistrationChoice } from './schema';
import { findLastTest, giveTest, keepEvidence } from './store';

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
    readonly testId: string;
    readonly choice: RegistrationChoice;
    readonly actor: { readonly id: string };
  },
): Promise<void> {
  const { mailboxId, testId, choice, actor } = save;
  if (!testId || choice.registrationChoice === 'later' || choice.registrationChoice === 'certificate') return;
  const mailbox = await findMailbox(customerId, mailboxId, tx);
  if (!mailbox?.registrationId || !mailbox.ids || mailbox.credentialVersion === null) return;
  const { address, revision, credentialVersion, registrationId, ids } = mailbox;
  const parts =
    choice.registrationChoice === 'new'
      ? fingerprintParts({ ...choice, mailboxAddress: address })
      : storedFingerprintParts({ ...ids, registrationId, version: credentialVersion }, address);
  const test = await findLastTest(customerId, tx, {
    byId: actor.id,
    fingerprint: fingerprint(parts),
    since: new Date(Date.now() - ADOPTION_MS),
  });
  // A later test of the same values may have come out otherwise: only the last one counts.
  if (test?.id !== testId) return;
  // It came no further than the values, and the save has judged those itself: perhaps with the warning overridden.
  if ((VALUE_FAULT_CODES as readonly (string | null)[]).includes(test.code)) return;
  await giveTest(customerId, tx, testId, mailboxId, mailbox.tested);
  const { finishedAt: at, verdict, code } = test;
  await keepEvidence(customerId, tx, { mailboxId, revision, credentialVersion, at, verdict, code });
  const end = test.checks.find(({ name }) => name === 'sign_in')?.facts.secretEnd;
  // Of a stored secret the test itself has kept it.
  if (choice.registrationChoice !== 'new' || !end) return;
  const readAt = new Date(end.readAt);
  const reading = { registrationId, version: credentialVersion, match: matchOf(end), readAt };
  await keepMatch(customerId, tx, reading);
}
