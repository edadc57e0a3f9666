import type { CustomerId } from '@/lib/customer/customer';
import type { Cloud } from '@/lib/microsoft/cloud';
import {
  type CredentialFacts,
  type Expiry,
  expiryAt,
  kindOf,
  type RegistrationFailure,
  type SignsInWith,
} from '@/lib/registration/registration';
import type { OutcomeCode, TestVerdict } from './connection-test';

/** Why a mailbox could not be saved, changed or deleted. */
export type MailboxFailure =
  | { readonly code: 'mailbox_not_found' }
  /** This customer has a mailbox of that address. */
  | { readonly code: 'mailbox_address_taken' }
  /** Somebody else saved it since this form was opened. */
  | { readonly code: 'mailbox_changed' }
  /** The address typed to confirm a deletion is not the mailbox's. */
  | { readonly code: 'address_does_not_confirm' }
  /** Whoever asked for the connection test ended it before it was done. */
  | { readonly code: 'test_cancelled' }
  | RegistrationFailure;

/** One word everywhere, in the order of urgency. */
export const MAILBOX_STATUSES = [
  'expired',
  'expires_soon',
  'needs_attention',
  'not_verified',
  'waiting_for_customer',
  'paused',
  'working',
] as const;

/** One of {@link MAILBOX_STATUSES}. */
export type MailboxStatus = (typeof MAILBOX_STATUSES)[number];

/** Why a mailbox has its status. */
export type StatusReason =
  | 'paused'
  | 'no_registration'
  | 'no_secret'
  | 'secret_past_its_day'
  | 'day_passed_but_works'
  | 'secret_refused_as_expired'
  | 'sign_in_refused'
  | 'last_proof_failed'
  | 'secret_expires_soon'
  | 'never_proven'
  | 'proof_open'
  | 'expiry_unknown'
  | 'proven';

/** The facts that a status follows from. */
export interface StatusFacts {
  readonly pausedAt: Date | null;
  readonly hasRegistration: boolean;
  readonly credential: Pick<CredentialFacts, 'expiresOn' | 'expiresFrom'> | null;
  /** The sign-in of the app registration that Microsoft last refused, whichever of its mailboxes it was tried for. */
  readonly signInRefused: { readonly at: Date; readonly code: OutcomeCode } | null;
  /** The newest proof about the values as they stand: a test or a send. */
  readonly evidence: {
    readonly at: Date;
    readonly verdict: TestVerdict;
    readonly code: OutcomeCode | null;
  } | null;
}

/** A status with its reason. */
export interface StatusVerdict {
  readonly status: MailboxStatus;
  readonly reason: StatusReason;
  /** The outcome behind `sign_in_refused`, `last_proof_failed` and `proof_open`. */
  readonly code: OutcomeCode | null;
  /** Lower is worse: the order in which somebody should look. */
  readonly urgency: number;
  /** Null: there is no credential that could expire. */
  readonly expiry: Expiry | null;
  /** Null: there is no credential. */
  readonly signsInWith: SignsInWith | null;
}

const endOfDay = (day: Date) => new Date(day.getTime() + 86_400_000 - 1);

/** The status of a mailbox at `now`. Derived, never stored. An unknown expiry is a warning of its own, never "working". */
export function statusOf(facts: StatusFacts, now: Date): StatusVerdict {
  const { credential, evidence, signInRefused } = facts;
  const expiry = credential && expiryAt(credential.expiresOn, now);
  const signsInWith = credential && kindOf(credential);
  // What is known of the sign-in holds for every mailbox of the registration, until a later proof says otherwise.
  const refused = signInRefused && (!evidence || signInRefused.at > evidence.at) ? signInRefused : null;
  const code = refused?.code ?? evidence?.code ?? null;
  const is = (status: MailboxStatus, reason: StatusReason, urgency: number): StatusVerdict => ({
    status,
    reason,
    code,
    urgency,
    expiry,
    signsInWith,
  });
  if (facts.pausedAt) return is('paused', 'paused', 80);
  if (!facts.hasRegistration) return is('waiting_for_customer', 'no_registration', 70);
  if (!expiry) return is('waiting_for_customer', 'no_secret', 70);
  if (expiry.kind === 'known' && expiry.warning === 'past') {
    // Proven on a later day: then it is the day that was entered that is wrong. A certificate's is not entered.
    const works =
      signsInWith === 'secret' &&
      !refused &&
      evidence?.verdict === 'passed' &&
      evidence.at > endOfDay(expiry.expiresOn);
    return works
      ? is('needs_attention', 'day_passed_but_works', 40)
      : is('expired', 'secret_past_its_day', 0);
  }
  if (code === 'secret_expired' || code === 'certificate_expired')
    return is('expired', 'secret_refused_as_expired', 0);
  if (refused) return is('needs_attention', 'sign_in_refused', 20);
  if (evidence?.verdict === 'failed') return is('needs_attention', 'last_proof_failed', 20);
  const soon = expiry.kind === 'known' && expiry.warning !== null;
  if (soon) return is('expires_soon', 'secret_expires_soon', 10);
  if (!evidence) return is('not_verified', 'never_proven', 30);
  if (evidence.verdict === 'not_proven') return is('not_verified', 'proof_open', 30);
  if (expiry.kind === 'unknown') return is('needs_attention', 'expiry_unknown', 40);
  return is('working', 'proven', 90);
}

/** A mailbox as the lists show one. */
export interface MailboxRow {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly address: string;
  readonly name: string;
  readonly cloud: Cloud | null;
  readonly provenAt: Date | null;
  readonly verdict: StatusVerdict;
}

/** A mailbox as its page and its form show it. */
export interface MailboxDetails {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly address: string;
  readonly name: string;
  readonly description: string;
  readonly registrationId: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly pausedAt: Date | null;
  readonly evidence: StatusFacts['evidence'];
  readonly verdict: StatusVerdict;
}
