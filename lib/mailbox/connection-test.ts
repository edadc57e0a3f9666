import type { Cloud } from '@/lib/microsoft/cloud';
import type { SignInCredential } from '@/lib/microsoft/credential';
import {
  type FailureKind,
  isMicrosoftFailure,
  kindOfFailure,
  type MicrosoftFailureCode,
  type RawAnswer,
  type Waiting,
  waitingOfFailure,
} from '@/lib/microsoft/failure';
import type { Correction } from '@/lib/registration/correct-ids';
import type { CredentialMatch } from '@/lib/registration/match-credential';
import type { TriedSignIn } from '@/lib/registration/registration';
import { CLIENT_FAULTS, SECRET_DOUBTS, SECRET_FAULTS, TENANT_FAULTS } from '@/lib/registration/value-fault';
import type { Secret } from '@/lib/secret';

/** The rungs of the ladder, in order. The last rung, a real mail, is "Send test" and stands in `lib/outbox`. */
export const CHECK_NAMES = ['values', 'directory', 'sign_in', 'permission', 'mailbox'] as const;

/** One of {@link CHECK_NAMES}. */
export type CheckName = (typeof CHECK_NAMES)[number];

/** What can be wrong with the values before anything is asked of Microsoft. */
export const VALUE_FAULT_CODES = [
  'cloud_missing',
  'cloud_off',
  'address_missing',
  'address_shape',
  'address_several',
  ...TENANT_FAULTS,
  ...CLIENT_FAULTS,
  ...SECRET_FAULTS,
  ...SECRET_DOUBTS.filter((code) => code !== 'secret_too_long'),
  // of a stored secret
  'no_credential',
  'certificate_not_used',
  'vault_key_missing',
  'vault_key_wrong',
  'vault_refused',
] as const;

/** One of {@link VALUE_FAULT_CODES}. */
export type ValueFaultCode = (typeof VALUE_FAULT_CODES)[number];

/** Every way in which a check or a send can end other than well. The gate's `outcome-wording.ts` has a row for each. */
export type OutcomeCode =
  | MicrosoftFailureCode
  | ValueFaultCode
  /** The sign-in failed a moment ago; Microsoft was not asked again. */
  | 'sign_in_known_to_fail'
  /** The token names no Mail.Send, and whether Exchange grants it could not be told. */
  | 'permission_not_proven'
  /** The right to send could not be proven without sending. */
  | 'right_not_proven'
  /** How the mail ended was not written down: most likely Posthouse was stopped while it was on its way. */
  | 'interrupted';

/** The state of one rung. */
export type CheckState = 'passed' | 'failed' | 'not_reached' | 'not_proven';

/** One rung as it came out. Kept as JSON with the test; holds nothing secret. */
export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  /** Why it failed or was not proven; null otherwise. */
  readonly code: OutcomeCode | null;
  readonly durationMs: number;
  /** What Microsoft answered, if it was asked. */
  readonly raw: RawAnswer | null;
  /** What the check learned on the way. */
  readonly facts: CheckFacts;
}

/** What checks learn that is worth showing. */
export interface CheckFacts {
  /** The GUID of the directory, when a domain name was typed. */
  readonly tenantId?: string;
  /** Another cloud, in which Microsoft says that the directory lives. */
  readonly otherCloud?: Cloud;
  /** The tenant and the client id stand in each other's fields: exchanged, Microsoft knows the app. */
  readonly idsExchanged?: boolean;
  /** The token's application permissions. */
  readonly roles?: readonly string[];
  /** Those of them that Posthouse does not need. */
  readonly excessRoles?: readonly string[];
  /** May send although the token holds no Mail.Send: granted in Exchange (RBAC for Applications). */
  readonly grantedInExchange?: boolean;
  /** The probe got an answer that the catalogue does not know; the outcome only says that nothing was proven. */
  readonly answerUnknown?: boolean;
  /** Seconds that Microsoft asked us to wait. */
  readonly retryAfterSeconds?: number;
  /** What Entra lists of the secret that signed in, where the app may read that. */
  readonly secretEnd?: SecretEnd;
}

/** What came of looking for the secret that signed in among those that Entra lists; JSON. */
export interface SecretEnd {
  readonly kind: CredentialMatch['kind'];
  /** The Secret ID of the one that was found. */
  readonly keyId: string | null;
  /** The moments at which what it may be ends, ISO 8601 in UTC; one when it was found. */
  readonly endsAt: readonly string[];
  /** ISO 8601 in UTC. */
  readonly readAt: string;
}

/** The report with what Entra lists of the secret at the rung of the sign-in. It changes no state and no verdict. */
export function withSecretEnd(
  report: ConnectionReport,
  match: CredentialMatch,
  readAt: Date,
): ConnectionReport {
  const ends = match.kind === 'found' ? [match.endsAt] : match.kind === 'unclear' ? match.endsAt : [];
  const secretEnd: SecretEnd = {
    kind: match.kind,
    keyId: match.kind === 'found' ? match.keyId : null,
    endsAt: ends.map((at) => at.toISOString()),
    readAt: readAt.toISOString(),
  };
  const checks = report.checks.map((check) =>
    check.name === 'sign_in' ? { ...check, facts: { ...check.facts, secretEnd } } : check,
  );
  return { ...report, checks };
}

/** The match that a {@link SecretEnd} tells of. */
export function matchOf({ kind, keyId, endsAt }: SecretEnd): CredentialMatch {
  const ends = endsAt.map((at) => new Date(at));
  if (kind === 'found' && ends[0]) return { kind, keyId, endsAt: ends[0] };
  return kind === 'absent' ? { kind } : { kind: 'unclear', endsAt: ends };
}

/** The verdict over the whole ladder. */
export type TestVerdict = 'passed' | 'failed' | 'not_proven';

/** One run of the ladder. */
export interface ConnectionReport {
  readonly verdict: TestVerdict;
  /** Of the first check that failed, else of the first that is open; null when all passed. */
  readonly code: OutcomeCode | null;
  readonly checks: readonly Check[];
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** What a test of a saved mailbox is about; nulls where it has no app registration, or that has no secret. */
export interface TestedMailbox {
  readonly mailboxAddress: string;
  readonly registrationId: string | null;
  /** Of the secret or certificate. */
  readonly version: number | null;
  readonly cloud: Cloud | null;
  readonly tenantId: string | null;
  readonly clientId: string | null;
}

/** Was a test about what stands there now? Not when nobody knows what it was about (null). */
export function isStillAbout(tested: TestedMailbox | null, now: TestedMailbox): boolean {
  const keys = Object.keys(now) as (keyof TestedMailbox)[];
  return tested !== null && keys.every((key) => tested[key] === now[key]);
}

/** What a check offers to put right in the ids of the app registration; null: nothing. */
export function offerOf({ code, facts }: Pick<Check, 'code' | 'facts'>): Correction | null {
  if (facts.idsExchanged || code === 'ids_exchanged') return 'swap';
  return facts.otherCloud ?? null;
}

/** A report as it is kept. */
export interface ConnectionTestRow extends ConnectionReport {
  readonly id: string;
  readonly ranByName: string;
  /** Null: of a test from before this was kept, when its mailbox was changed since. */
  readonly about: TestedMailbox | null;
  /** It says nothing of the mailbox as it stands now. */
  readonly outdated: boolean;
}

interface TestedTexts {
  readonly cloud: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** The person says that a doubtful secret is the Value all the same. */
  readonly secretIsValue: boolean;
  readonly mailboxAddress: string;
}

/** The values that a test is about. */
export type TestedValues = TestedTexts & SignInCredential;

/** Those that are typed into a form, where it is a client secret. */
export type TypedValues = TestedTexts & { readonly clientSecret: Secret };

/** Kinds of failure that are no proof against the mailbox. A token that Entra has just given is not its mailbox's either. */
const NOT_THE_MAILBOX: ReadonlySet<FailureKind | null> = new Set(['road', 'ours', 'token', 'message']);

/** Outcomes before anything is asked that are Posthouse's own. */
const OURS: ReadonlySet<string> = new Set<OutcomeCode>(['vault_key_missing', 'vault_key_wrong', 'cloud_off']);

/**
 * Does this outcome say nothing about the mailbox itself, only about the road to Microsoft, one mail or Posthouse? Such
 * a one never turns a mailbox that works into one that needs attention.
 */
export function saysNothingOfMailbox(code: OutcomeCode): boolean {
  return NOT_THE_MAILBOX.has(kindOfFailure(code)) || OURS.has(code);
}

/** Whether waiting helps against an outcome, and how long. */
export function waitingOf(code: OutcomeCode): Waiting {
  return isMicrosoftFailure(code) ? waitingOfFailure(code) : { helps: 'no' };
}

/** The verdict that follows from the checks, and the outcome that decided it. */
export function verdictOf(checks: readonly Check[]): { verdict: TestVerdict; code: OutcomeCode | null } {
  const failed = checks.find((check) => check.state === 'failed');
  if (failed) return { verdict: 'failed', code: failed.code };
  const open = checks.find((check) => check.state !== 'passed');
  if (open) return { verdict: 'not_proven', code: open.code };
  return { verdict: 'passed', code: null };
}

/** Why the sign-in of a test did not come about, or null when Microsoft let it in. */
export function signInFaultOf({ checks, code }: ConnectionReport): OutcomeCode | null {
  const passed = checks.some((check) => check.name === 'sign_in' && check.state === 'passed');
  // The first check that failed is then the sign-in itself or stands before it.
  return passed ? null : code;
}

/** What came back to each check, and from whom: for counting what the catalogue does not know. */
export function answersOf({ checks }: Pick<ConnectionReport, 'checks'>) {
  return checks.map(({ name, code, raw, facts }) => ({
    code: facts.answerUnknown ? ('unknown' as const) : code,
    raw,
    askedOf: name === 'directory' || name === 'sign_in' ? ('entra' as const) : ('graph' as const),
  }));
}

/** Typed values in the order in which their fingerprint is taken. */
export function fingerprintParts(values: Omit<TypedValues, 'secretIsValue'>): string[] {
  return [
    'typed',
    values.cloud,
    values.tenantId,
    values.clientId,
    values.clientSecret.reveal(),
    values.mailboxAddress,
  ];
}

/** The same of a test with a stored registration, whose secret is named by its version; its ids may be corrected. */
export function storedFingerprintParts(stored: TriedSignIn, mailboxAddress: string): string[] {
  const { registrationId, version, cloud, tenantId, clientId } = stored;
  return ['stored', registrationId, String(version), cloud, tenantId, clientId, mailboxAddress];
}
