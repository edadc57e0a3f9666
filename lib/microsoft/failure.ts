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

/** Until a change in Entra is known everywhere. Seconds as a rule; Microsoft promises nothing. */
const PROPAGATION_MINUTES = 10;

/** Until a new licence has made a mailbox, or a lifted block is known. Microsoft speaks of up to a day. */
const PROVISIONING_MINUTES = 24 * 60;

/** Microsoft's limits on sending count the last 24 hours. */
const DAY_MINUTES = 24 * 60;

/**
 * Every way in which Entra ID, Graph or the network between is known to say no, in our words. Which codes of theirs
 * mean which of these stands in `entra-codes.ts`, `graph-codes.ts` and `network-codes.ts`.
 */
export const MICROSOFT_FAILURES = {
  // the directory (Entra ID)
  tenant_not_found: of('sign_in'),
  tenant_malformed: of('sign_in'),
  tenant_in_other_cloud: of('sign_in'),
  tenant_closed: of('sign_in'),
  // the app
  app_not_in_tenant: of('sign_in'),
  app_without_service_principal: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  client_id_malformed: of('sign_in'),
  app_disabled: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  app_blocked: of('sign_in'),
  app_is_public_client: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  app_of_microsoft: of('sign_in'),
  // the credential
  secret_wrong: of('sign_in'),
  secret_id_sent: of('sign_in'),
  secret_expired: of('sign_in'),
  certificate_unknown: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  certificate_expired: of('sign_in'),
  certificate_revoked: of('sign_in'),
  certificate_refused: of('sign_in'),
  // what the directory's administrator has decided
  conditional_access: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  security_policy: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  consent_missing: of('sign_in', afterChange(PROPAGATION_MINUTES)),
  resource_unknown: of('sign_in'),
  service_not_subscribed: of('sign_in', afterChange(PROVISIONING_MINUTES)),
  sign_in_looping: of('sign_in', passes(15)),
  // requests that this program should not have made
  credential_not_sent: of('ours'),
  assertion_rejected: of('ours'),
  clock_wrong: of('ours'),
  scope_wrong: of('ours'),
  request_malformed: of('ours'),
  content_refused: of('ours'),
  // the token and the right to send (Graph)
  token_refused: of('token', passes(5)),
  token_for_another_cloud: of('token'),
  permission_missing: of('grant', afterChange(GRANT_MINUTES)),
  access_denied: of('grant', afterChange(GRANT_MINUTES)),
  access_policy_blocks: of('grant', afterChange(GRANT_MINUTES)),
  // the mailbox
  mailbox_not_found: of('mailbox'),
  address_not_primary: of('mailbox'),
  exchange_not_found: of('mailbox', afterChange(PROVISIONING_MINUTES)),
  mailbox_without_exchange: of('mailbox', afterChange(PROVISIONING_MINUTES)),
  mailbox_on_premises: of('mailbox'),
  mailbox_account_disabled: of('mailbox'),
  mailbox_misconfigured: of('mailbox'),
  mailbox_full: of('mailbox'),
  send_as_denied: of('mailbox', afterChange(GRANT_MINUTES)),
  sending_blocked: of('mailbox', afterChange(PROVISIONING_MINUTES)),
  sending_limit_reached: of('mailbox', passes(DAY_MINUTES)),
  // this one mail
  recipient_refused: of('message'),
  recipients_missing: of('message'),
  too_many_recipients: of('message'),
  message_too_large: of('message'),
  attachment_too_large: of('message'),
  mime_refused: of('message'),
  virus_found: of('message'),
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
  upload_host_unknown: of('message'),
  draft_vanished: of('message'),
  // how often, and Microsoft's own service
  sign_in_throttled: of('road', passes(5)),
  throttled: of('road', passes(10)),
  mailbox_busy: of('road', passes(1)),
  mailbox_moving: of('road', passes(DAY_MINUTES)),
  mailbox_store_unavailable: of('road', passes(30)),
  sign_in_broken: of('road', passes(60)),
  microsoft_unavailable: of('road', passes(15)),
  // the network between
  tenant_restricted: of('road'),
  name_not_found: of('road'),
  name_lookup_failed: of('road', passes(5)),
  connection_refused: of('road', passes(5)),
  connection_reset: of('road', passes(5)),
  no_route: of('road', passes(5)),
  connect_timed_out: of('road', passes(5)),
  timed_out: of('road', passes(5)),
  answer_stalled: of('road', passes(5)),
  certificate_not_trusted: of('road'),
  certificate_out_of_date: of('road'),
  certificate_of_another_name: of('road'),
  tls_failed: of('road'),
  proxy_password: of('road'),
  sign_in_page: of('road'),
  redirected: of('road'),
  answered_html: of('road', passes(5)),
  answered_empty: of('road', passes(5)),
  answer_cut_off: of('road', passes(5)),
  answer_too_large: of('road'),
  answer_is_no_http: of('road'),
  unreachable: of('road', passes(5)),
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

/**
 * May it be that only the token is too old for what was asked? A token keeps the permissions that it was given with, so
 * one from before a grant goes on being refused after it.
 */
export function mayLieInToken(code: MicrosoftFailureCode): boolean {
  return isAboutRights(code) || code === 'mail_over_request_limit';
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
