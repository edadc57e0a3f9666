/**
 * What a failure is about. Everything that the product decides by a failure, it decides by this.
 * - `sign_in`: Entra refuses what was sent: directory, app or credential. Asking again changes nothing.
 * - `grant`: the app is let in and may not send from this mailbox.
 * - `token`: Graph refuses the token that Entra has just given.
 * - `mailbox`: the mailbox itself. `message`: this one mail, whatever mailbox it comes from.
 * - `road`: the network, a proxy, throttling, Microsoft's own service. Says nothing of the mailbox.
 * - `ours`: a request that this program should not have made.
 * - `unknown`: an answer that is in no table.
 */
export type FailureKind = 'sign_in' | 'grant' | 'token' | 'mailbox' | 'message' | 'road' | 'ours' | 'unknown';

/** Whether waiting helps: `passes` by itself, `after_change` once somebody has acted, or `no`. */
export type Waiting =
  | { readonly helps: 'no' }
  /** Usually over within so many minutes. */
  | { readonly helps: 'passes'; readonly minutes: number }
  /** What was changed takes effect within so many minutes. */
  | { readonly helps: 'after_change'; readonly minutes: number };

interface FailureFacts {
  readonly kind: FailureKind;
  readonly waiting: Waiting;
}

const no: Waiting = { helps: 'no' };
const passes = (minutes: number): Waiting => ({ helps: 'passes', minutes });
const afterChange = (minutes: number): Waiting => ({ helps: 'after_change', minutes });
const of = (kind: FailureKind, waiting: Waiting = no): FailureFacts => ({ kind, waiting });

/**
 * How long Exchange may go by what it remembers of a grant: 30 minutes to 2 hours.
 * learn.microsoft.com/exchange/permissions-exo/application-rbac (limitations).
 */
const GRANT_MINUTES = 120;

/**
 * Every way in which Entra ID, Graph or the network between is known to say no, in our words. Which codes of theirs
 * mean which of these stands in `entra-codes.ts`, `graph-codes.ts` and `network-codes.ts`.
 */
export const MICROSOFT_FAILURES = {
  // the directory and the sign-in (Entra ID)
  tenant_not_found: of('sign_in'),
  tenant_malformed: of('sign_in'),
  tenant_in_other_cloud: of('sign_in'),
  app_not_in_tenant: of('sign_in'),
  client_id_malformed: of('sign_in'),
  app_disabled: of('sign_in'),
  secret_wrong: of('sign_in'),
  secret_expired: of('sign_in'),
  conditional_access: of('sign_in'),
  sign_in_looping: of('sign_in', passes(15)),
  // the permission and the mailbox (Graph)
  permission_missing: of('grant', afterChange(GRANT_MINUTES)),
  access_denied: of('grant', afterChange(GRANT_MINUTES)),
  mailbox_not_found: of('mailbox'),
  mailbox_without_exchange: of('mailbox'),
  send_as_denied: of('mailbox', afterChange(GRANT_MINUTES)),
  recipient_refused: of('message'),
  message_too_large: of('message'),
  // found here, before Microsoft is asked
  mail_recipients_missing: of('message'),
  mail_recipients_over_limit: of('message'),
  mail_address_malformed: of('message'),
  mail_line_break: of('message'),
  mail_header_refused: of('message'),
  mail_attachment_over_limit: of('message'),
  // a mail that is too large for one request
  mail_over_request_limit: of('message', afterChange(GRANT_MINUTES)),
  upload_session_failed: of('message', passes(5)),
  draft_vanished: of('message'),
  token_refused: of('token', passes(5)),
  // the road there
  throttled: of('road', passes(5)),
  microsoft_unavailable: of('road', passes(15)),
  unreachable: of('road', passes(5)),
  timed_out: of('road', passes(5)),
  answered_html: of('road', passes(5)),
  answered_empty: of('road', passes(5)),
  // everything else, with its raw text
  unknown: of('unknown'),
} as const satisfies Record<string, FailureFacts>;

/** One of {@link MICROSOFT_FAILURES}. */
export type MicrosoftFailureCode = keyof typeof MICROSOFT_FAILURES;

/** What a failure is about; null for a code that is none of Microsoft's, such as one of an older release. */
export function kindOfFailure(code: string): FailureKind | null {
  return isMicrosoftFailure(code) ? MICROSOFT_FAILURES[code].kind : null;
}

/** Whether waiting helps against a failure. */
export function waitingOfFailure(code: MicrosoftFailureCode): Waiting {
  return MICROSOFT_FAILURES[code].waiting;
}

/** Is `code` one of {@link MICROSOFT_FAILURES}? */
export function isMicrosoftFailure(code: string): code is MicrosoftFailureCode {
  return Object.hasOwn(MICROSOFT_FAILURES, code);
}

/** A refused sign-in that asking again does not change: somebody has to do something first. */
export function isSettledSignIn(code: string): boolean {
  return kindOfFailure(code) === 'sign_in';
}

/** Graph let the app in no further than its token: a right is missing, or the token itself is not taken. */
export function isAboutRights(code: MicrosoftFailureCode): boolean {
  const { kind } = MICROSOFT_FAILURES[code];
  return kind === 'grant' || kind === 'token';
}

/** Only the road to Microsoft failed: what was asked stays as open as before. */
export function isRoadFailure(code: MicrosoftFailureCode): boolean {
  return MICROSOFT_FAILURES[code].kind === 'road';
}

/** What Microsoft really answered, kept for the folded details and for Microsoft's own support. Never holds a secret. */
export interface RawAnswer {
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  /** Microsoft's own code, such as `AADSTS7000215` or `ErrorAccessDenied`; for the network Node's, such as `ECONNRESET`. */
  readonly code: string | null;
  /** Microsoft's text, at most 1,000 characters, with the credential cut out should it ever be echoed. */
  readonly message: string | null;
  /** The `request-id` header of Graph, or the trace id in Entra's body. */
  readonly requestId: string | null;
  /** The correlation id that Entra or Graph names. */
  readonly correlationId: string | null;
  /** When the answer came, ISO 8601 in UTC. */
  readonly at: string;
}

/** One failed call to Microsoft. */
export interface MicrosoftFailure {
  readonly code: MicrosoftFailureCode;
  /** Seconds after which Microsoft allows another try, when it said so; capped at 24 h. */
  readonly retryAfterSeconds: number | null;
  readonly raw: RawAnswer;
}
