import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { readCustomer } from '@/lib/customer/reads';
import { transact } from '@/lib/database';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { hintOf } from '@/lib/registration/credential';
import { matchCredential } from '@/lib/registration/match-credential';
import { noteEndDate } from '@/lib/registration/note-end-date';
import { noteSignIn } from '@/lib/registration/note-sign-in';
import { type NoCredential, openCredential } from '@/lib/registration/open-credential';
import { fail, type Result, succeed } from '@/lib/result';
import { fingerprint } from '@/lib/vault/fingerprint';
import { cancelTest } from './cancel-test';
import type { LadderWatch } from './climb-ladder';
import { climbWithEndDate } from './climb-with-end-date';
import {
  answersOf,
  type ConnectionReport,
  fingerprintParts,
  signInFaultOf,
  storedFingerprintParts,
  type TestedValues,
  type TypedValues,
  withSecretEnd,
} from './connection-test';
import type { MailboxFailure } from './mailbox';
import { mailboxAddressSchema } from './schema';
import { insertTest } from './store';

/** What stands in the history in the place of what was typed as the address and is none: it may be the secret. */
const NO_ADDRESS = '–';

/**
 * Tests the values of a form before anything is saved: those typed, or with `registrationId` those of a registration
 * that the customer has. The report is kept without the values, under a keyed hash of them, so that a save of exactly
 * these values can adopt it. What a stored registration's sign-in came to is taken to the registration. Cancelled
 * (`watch.signal`) it leaves an entry in the history and nothing else.
 */
export async function testValues(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: TypedValues & { readonly registrationId: string },
  watch: LadderWatch = {},
): Promise<Result<{ testId: string; report: ConnectionReport }, MailboxFailure | NoCredential>> {
  const found = await readCustomer(customerId);
  if (!found) return fail({ code: 'mailbox_not_found' });
  const customer = { id: customerId, name: found.name };
  let values: TestedValues = input;
  let parts = fingerprintParts(input);
  const { registrationId } = input;
  const stored = registrationId ? await openCredential(customerId, registrationId) : null;
  if (stored) {
    if (!stored.ok) return stored;
    values = { ...stored.value, secretIsValue: true, mailboxAddress: input.mailboxAddress };
    parts = storedFingerprintParts({ ...stored.value, registrationId }, input.mailboxAddress);
  }
  const address = mailboxAddressSchema.safeParse(input.mailboxAddress);
  const onRecord = {
    deed: 'connection.test',
    actor,
    customer,
    subject: { label: address.success ? address.data : NO_ADDRESS },
  } as const;
  const { report: climbed, listing } = await climbWithEndDate(values, watch);
  if (!climbed) return cancelTest(customerId, { ...onRecord, details: { beforeSaving: true } });
  let report = climbed;
  if (stored) {
    const fault = signInFaultOf(report);
    const { version } = stored.value;
    await noteSignIn(customerId, { ...stored.value, registrationId }, fault, report.finishedAt);
    const match = listing && (await noteEndDate(customerId, { registrationId, version, ...listing }));
    if (match) report = withSecretEnd(report, match, listing.readAt);
  } else if (listing) {
    const known = { hint: hintOf(input.clientSecret), setAt: listing.readAt, entraKeyId: null };
    const match = matchCredential(listing.listed, known, listing.readAt);
    report = withSecretEnd(report, match, listing.readAt);
  }
  await countUnknown(answersOf(report), report.finishedAt);
  return transact(customerId, async (tx) => {
    const testId = await insertTest(customerId, tx, {
      mailboxId: null,
      about: null,
      report,
      fingerprint: fingerprint(parts),
      actor,
    });
    await recordAudit(tx, {
      ...onRecord,
      details: { verdict: report.verdict, code: report.code, beforeSaving: true },
    });
    return succeed({ testId, report });
  });
}
