import type { CodeRow } from './code-row';

const ERRORS = 'learn.microsoft.com/graph/errors';
/** Exchange's own codes, which Graph passes on for mail. */
const EXCHANGE = 'learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode';
/** The same codes as the managed API lists them; some stand only there. */
const MANAGED = 'learn.microsoft.com/dotnet/api/microsoft.exchange.webservices.data.serviceerror';
const SEND_MAIL = 'learn.microsoft.com/graph/api/user-sendmail';
const ATTACHMENTS = 'learn.microsoft.com/graph/outlook-large-attachments';
const THROTTLING = 'learn.microsoft.com/graph/throttling-limits';
const AUTHORIZATION = 'learn.microsoft.com/graph/resolve-auth-errors';
const REPORTED = 'body quoted in public repositories';

/** A denial whose text names the application access policy is nobody's consent. */
const ACCESS_POLICY = {
  says: /\[RAOP\]|AppOnly AccessPolicy/i,
  means: 'access_policy_blocks',
  source: REPORTED,
} as const;

/** Only the text tells a mailbox's limit from the app's. */
const MAILBOX_CONCURRENCY = {
  says: /MailboxConcurrency/i,
  means: 'mailbox_busy',
  source: 'github.com/magodo/terraform-provider-outlook/issues/21',
} as const;

/** Graph's codes to ours, each as Microsoft writes it. */
export const GRAPH_CODES: Readonly<Record<string, CodeRow>> = {
  // the token
  InvalidAuthenticationToken: {
    means: 'token_refused',
    source: AUTHORIZATION,
    unless: { says: /audience/i, means: 'token_for_another_cloud', source: REPORTED },
  },
  Unauthenticated: { means: 'token_refused', source: ERRORS },
  // the right to send
  NoPermissionsInAccessToken: {
    means: 'permission_missing',
    source: 'github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6623',
  },
  Authorization_RequestDenied: { means: 'permission_missing', source: REPORTED },
  ErrorAccessDenied: { means: 'access_denied', source: EXCHANGE, unless: ACCESS_POLICY },
  AccessDenied: { means: 'access_denied', source: ERRORS, unless: ACCESS_POLICY },
  Forbidden: { means: 'access_denied', source: AUTHORIZATION, unless: ACCESS_POLICY },
  ErrorCreateItemAccessDenied: { means: 'access_denied', source: EXCHANGE },
  // which mailbox
  ErrorInvalidUser: { means: 'mailbox_not_found', source: REPORTED },
  Request_ResourceNotFound: { means: 'mailbox_not_found', source: REPORTED },
  ErrorNonExistentMailbox: { means: 'mailbox_not_found', source: EXCHANGE },
  ErrorMailRecipientNotFound: { means: 'mailbox_not_found', source: EXCHANGE },
  ErrorNonPrimarySmtpAddress: { means: 'address_not_primary', source: EXCHANGE },
  ResourceNotFound: { means: 'exchange_not_found', source: REPORTED },
  // what is with it
  MailboxNotEnabledForRESTAPI: {
    means: 'mailbox_without_exchange',
    source: 'github.com/microsoftgraph/msgraph-sdk-javascript/issues/1756',
  },
  ErrorMissingEmailAddress: { means: 'mailbox_without_exchange', source: EXCHANGE },
  MailboxNotSupportedForRESTAPI: {
    means: 'mailbox_without_exchange',
    source: 'learn.microsoft.com/outlook/rest (use the Outlook REST API)',
  },
  ExtensionError: { means: 'mailbox_on_premises', source: ERRORS },
  ErrorAccountDisabled: { means: 'mailbox_account_disabled', source: EXCHANGE },
  ErrorMailboxConfiguration: { means: 'mailbox_misconfigured', source: EXCHANGE },
  ErrorQuotaExceeded: { means: 'mailbox_full', source: EXCHANGE },
  QuotaLimitReached: { means: 'mailbox_full', source: ERRORS },
  ErrorMessageSubmissionBlocked: { means: 'sending_blocked', source: MANAGED },
  ErrorAccountSuspend: { means: 'sending_blocked', source: MANAGED },
  ErrorExceededMessageLimit: { means: 'sending_limit_reached', source: MANAGED },
  ErrorSubmissionQuotaExceeded: { means: 'sending_limit_reached', source: EXCHANGE },
  ErrorMailboxMoveInProgress: { means: 'mailbox_moving', source: EXCHANGE },
  MailboxInfoStale: { means: 'mailbox_moving', source: REPORTED },
  ErrorMailboxStoreUnavailable: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  ErrorMailboxFailover: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  ErrorConnectionFailed: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  ErrorMailboxLogonFailed: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  // the mail
  ErrorSendAsDenied: { means: 'send_as_denied', source: EXCHANGE },
  ErrorInvalidRecipients: { means: 'recipient_refused', source: EXCHANGE },
  ErrorInvalidSmtpAddress: { means: 'recipient_refused', source: EXCHANGE },
  ErrorMissingRecipients: { means: 'recipients_missing', source: EXCHANGE },
  ErrorExceededMaxRecipientLimitBlock: { means: 'too_many_recipients', source: MANAGED },
  ErrorExceededMaxRecipientLimit: { means: 'too_many_recipients', source: REPORTED },
  ErrorMessageSizeExceeded: { means: 'message_too_large', source: EXCHANGE },
  ErrorDataSizeLimitExceeded: { means: 'message_too_large', source: EXCHANGE },
  ErrorRequestStreamTooBig: { means: 'message_too_large', source: EXCHANGE },
  ErrorAttachmentSizeLimitExceeded: { means: 'attachment_too_large', source: ATTACHMENTS },
  MaxFileSizeExceeded: { means: 'attachment_too_large', source: ERRORS },
  ErrorMimeContentInvalid: { means: 'mime_refused', source: EXCHANGE },
  ErrorMimeContentInvalidBase64String: { means: 'mime_refused', source: SEND_MAIL },
  ErrorContentConversionFailed: { means: 'mime_refused', source: EXCHANGE },
  ErrorVirusDetected: { means: 'virus_found', source: EXCHANGE },
  ErrorVirusMessageDeleted: { means: 'virus_found', source: EXCHANGE },
  MalwareDetected: { means: 'virus_found', source: ERRORS },
  // what was asked for
  RequestBodyRead: { means: 'content_refused', source: REPORTED },
  ErrorInvalidRequest: { means: 'content_refused', source: EXCHANGE },
  InvalidRequest: { means: 'content_refused', source: ERRORS },
  ErrorSchemaValidation: { means: 'content_refused', source: EXCHANGE },
  ErrorMissingArgument: { means: 'content_refused', source: EXCHANGE },
  ErrorInvalidProperty: { means: 'content_refused', source: REPORTED },
  UnableToDeserializePostBody: { means: 'content_refused', source: REPORTED },
  InvalidInternetMessageHeader: { means: 'content_refused', source: SEND_MAIL },
  InvalidInternetMessageHeaderCollection: { means: 'content_refused', source: SEND_MAIL },
  // how often, and Microsoft's own service
  ApplicationThrottled: { means: 'throttled', source: THROTTLING, unless: MAILBOX_CONCURRENCY },
  TooManyRequests: { means: 'throttled', source: THROTTLING, unless: MAILBOX_CONCURRENCY },
  ActivityLimitReached: { means: 'throttled', source: ERRORS },
  ThrottledRequest: { means: 'throttled', source: ERRORS },
  ErrorExceededConnectionCount: { means: 'mailbox_busy', source: EXCHANGE },
  ErrorTooManyObjectsOpened: { means: 'mailbox_busy', source: EXCHANGE },
  CommandConcurrencyLimitReached: { means: 'mailbox_busy', source: REPORTED },
  ErrorServerBusy: { means: 'microsoft_unavailable', source: EXCHANGE },
  ErrorTimeoutExpired: { means: 'microsoft_unavailable', source: EXCHANGE },
  ErrorADUnavailable: { means: 'microsoft_unavailable', source: EXCHANGE },
  ErrorInternalServerTransientError: { means: 'microsoft_unavailable', source: EXCHANGE },
  ServiceNotAvailable: { means: 'microsoft_unavailable', source: ERRORS },
  ServiceUnavailable: { means: 'microsoft_unavailable', source: ERRORS },
};

const byLowerCase = new Map(Object.entries(GRAPH_CODES).map(([code, row]) => [code.toLowerCase(), row]));

/** The row of a code in whatever case it came. */
export function graphRow(code: string): CodeRow | undefined {
  return byLowerCase.get(code.toLowerCase());
}
