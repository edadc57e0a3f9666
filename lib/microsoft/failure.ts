/**
 * Every way in which Entra ID, Graph or the network between is known to say no, in our words. Keyed on status and
 * code, never on text alone: Microsoft says that its texts change.
 */
export const MICROSOFT_FAILURE_CODES = [
  // the directory and the sign-in (Entra ID)
  'tenant_not_found', // AADSTS90002
  'tenant_malformed', // AADSTS900023
  'tenant_in_other_cloud', // AADSTS90038, 900382, 900432, 500011
  'app_not_in_tenant', // AADSTS700016, 7000229
  'client_id_malformed', // AADSTS700038
  'app_disabled', // AADSTS7000112, 70001
  'secret_wrong', // AADSTS7000215
  'secret_expired', // AADSTS7000222
  'conditional_access', // AADSTS53003, 530032
  'sign_in_looping', // AADSTS50196
  // the permission and the mailbox (Graph)
  'permission_missing', // the token's roles hold no Mail.Send and Graph says 401/403
  'access_denied', // ErrorAccessDenied although the token holds Mail.Send
  'mailbox_not_found', // ErrorInvalidUser, ResourceNotFound
  'mailbox_without_exchange', // MailboxNotEnabledForRESTAPI
  'send_as_denied', // ErrorSendAsDenied
  'recipient_refused', // ErrorInvalidRecipients
  'message_too_large', // 413, ErrorMessageSizeExceeded
  'token_refused', // 401 InvalidAuthenticationToken
  // the road there
  'throttled', // 429, ApplicationThrottled
  'microsoft_unavailable', // 5xx with a body, AADSTS90033 and its kin
  'unreachable', // refused, reset, no such host, bad certificate
  'timed_out', // no complete answer in 10 s
  'answered_html', // a proxy or an outage page in the place of JSON
  'answered_empty', // 2xx without the token or body that it promises
  'unknown', // everything else, with its raw text
] as const;

/** One of {@link MICROSOFT_FAILURE_CODES}. */
export type MicrosoftFailureCode = (typeof MICROSOFT_FAILURE_CODES)[number];

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
