import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { read, transact } from '@/lib/database';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { noteEndDate } from '@/lib/registration/note-end-date';
import { noteSignIn } from '@/lib/registration/note-sign-in';
import { type NoCredential, openCredential } from '@/lib/registration/open-credential';
import type { TriedSignIn } from '@/lib/registration/registration';
import { fail, type Result, succeed } from '@/lib/result';
import type { VaultFailure } from '@/lib/vault/vault';
import { cancelTest } from './cancel-test';
import type { LadderWatch } from './climb-ladder';
import { climbWithEndDate } from './climb-with-end-date';
import {
  answersOf,
  type ConnectionReport,
  signInFaultOf,
  type TestedMailbox,
  verdictOf,
  withSecretEnd,
} from './connection-test';
import type { MailboxFailure } from './mailbox';
import { findMailbox } from './reads';
import { insertTest, keepEvidence } from './store';

/**
 * Tests a saved mailbox with its stored credential and a fresh token; keeps the report, takes its proof to the mailbox and
 * its sign-in to the registration, with what Entra lists of its secret where the app may read that. A mailbox that
 * waits for its values, or whose secret does not open, gets a report too: its first check says so. Cancelled
 * (`watch.signal`) it leaves an entry in the history and nothing else.
 * @param watch hears of each check as it is known, and may end the test; `byItself`: nobody pressed a button this time
 */
export async function testConnection(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  mailboxId: string,
  watch: LadderWatch & { readonly byItself?: true } = {},
): Promise<Result<{ testId: string; report: ConnectionReport }, MailboxFailure>> {
  const mailbox = await read(customerId, (reader) => findMailbox(customerId, mailboxId, reader));
  if (!mailbox) return fail({ code: 'mailbox_not_found' });
  const opened = mailbox.registrationId
    ? await openCredential(customerId, mailbox.registrationId)
    : fail({ code: 'no_credential' as const });

  const about = opened.ok ? testedWith(mailbox.tested, opened.value) : mailbox.tested;
  const { report: climbed, listing } = opened.ok
    ? await climbWithEndDate({ ...opened.value, secretIsValue: true, mailboxAddress: mailbox.address }, watch)
    : { report: unopened(opened.failure.code), listing: null };
  const onRecord = {
    deed: 'connection.test',
    actor,
    customer: mailbox.customer,
    subject: { id: mailboxId, label: mailbox.address },
  } as const;
  const how: { readonly byItself?: true } = watch.byItself ? { byItself: true } : {};
  if (!climbed) return cancelTest(customerId, { ...onRecord, details: how });
  if (!opened.ok) for (const check of climbed.checks) watch.onCheck?.(check);

  let report = climbed;
  if (mailbox.registrationId && opened.ok) {
    const { version } = opened.value;
    const fault = signInFaultOf(report);
    const { registrationId } = mailbox;
    await noteSignIn(customerId, { ...opened.value, registrationId }, fault, report.finishedAt);
    const match = listing && (await noteEndDate(customerId, { registrationId, version, ...listing }));
    if (match) report = withSecretEnd(report, match, listing.readAt);
  }

  await countUnknown(answersOf(report), report.finishedAt);
  return transact(customerId, async (tx) => {
    const testId = await insertTest(customerId, tx, {
      mailboxId,
      about,
      report,
      fingerprint: '',
      actor,
    });
    // A secret that does not open proves something, too: no mail goes out with it.
    const tried = opened.ok ? opened.value.version : mailbox.credentialVersion;
    if (tried !== null) {
      await keepEvidence(customerId, tx, {
        mailboxId,
        revision: mailbox.revision,
        credentialVersion: tried,
        at: report.finishedAt,
        verdict: report.verdict,
        code: report.code,
      });
    }
    await recordAudit(tx, {
      ...onRecord,
      details: { verdict: report.verdict, code: report.code, ...how },
    });
    return succeed({ testId, report });
  });
}

/** With what was opened after the mailbox was read: between the two it may have been changed. */
function testedWith(
  mailbox: TestedMailbox,
  { version, cloud, tenantId, clientId }: Omit<TriedSignIn, 'registrationId'>,
): TestedMailbox {
  return { ...mailbox, version, cloud, tenantId, clientId };
}

function unopened(code: (NoCredential | VaultFailure)['code']): ConnectionReport {
  const at = new Date();
  const rest = { durationMs: 0, raw: null, facts: {} };
  const checks = [
    { name: 'values', state: 'failed', code, ...rest },
    ...(['directory', 'sign_in', 'permission', 'mailbox'] as const).map(
      (name) => ({ name, state: 'not_reached', code: null, ...rest }) as const,
    ),
  ] as const;
  return { ...verdictOf(checks), checks, startedAt: at, finishedAt: at };
}
