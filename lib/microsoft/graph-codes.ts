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

/** Graph's codes to ours, by lower-case code. */
export const GRAPH_CODES: Readonly<Record<string, CodeRow>> = {
  // the token
  invalidauthenticationtoken: {
    means: 'token_refused',
    source: AUTHORIZATION,
    unless: { says: /audience/i, means: 'token_for_another_cloud', source: REPORTED },
  },
  unauthenticated: { means: 'token_refused', source: ERRORS },
  // the right to send
  nopermissionsinaccesstoken: {
    means: 'permission_missing',
    source: 'github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6623',
  },
  authorization_requestdenied: { means: 'permission_missing', source: REPORTED },
  erroraccessdenied: { means: 'access_denied', source: EXCHANGE, unless: ACCESS_POLICY },
  accessdenied: { means: 'access_denied', source: ERRORS, unless: ACCESS_POLICY },
  forbidden: { means: 'access_denied', source: AUTHORIZATION, unless: ACCESS_POLICY },
  errorcreateitemaccessdenied: { means: 'access_denied', source: EXCHANGE },
  // which mailbox
  errorinvaliduser: { means: 'mailbox_not_found', source: REPORTED },
  request_resourcenotfound: { means: 'mailbox_not_found', source: REPORTED },
  errornonexistentmailbox: { means: 'mailbox_not_found', source: EXCHANGE },
  errormailrecipientnotfound: { means: 'mailbox_not_found', source: EXCHANGE },
  errornonprimarysmtpaddress: { means: 'address_not_primary', source: EXCHANGE },
  resourcenotfound: { means: 'exchange_not_found', source: REPORTED },
  // what is with it
  mailboxnotenabledforrestapi: {
    means: 'mailbox_without_exchange',
    source: 'github.com/microsoftgraph/msgraph-sdk-javascript/issues/1756',
  },
  errormissingemailaddress: { means: 'mailbox_without_exchange', source: EXCHANGE },
  mailboxnotsupportedforrestapi: {
    means: 'mailbox_without_exchange',
    source: 'learn.microsoft.com/outlook/rest (use the Outlook REST API)',
  },
  extensionerror: { means: 'mailbox_on_premises', source: ERRORS },
  erroraccountdisabled: { means: 'mailbox_account_disabled', source: EXCHANGE },
  errormailboxconfiguration: { means: 'mailbox_misconfigured', source: EXCHANGE },
  errorquotaexceeded: { means: 'mailbox_full', source: EXCHANGE },
  quotalimitreached: { means: 'mailbox_full', source: ERRORS },
  errormessagesubmissionblocked: { means: 'sending_blocked', source: MANAGED },
  erroraccountsuspend: { means: 'sending_blocked', source: MANAGED },
  errorexceededmessagelimit: { means: 'sending_limit_reached', source: MANAGED },
  errorsubmissionquotaexceeded: { means: 'sending_limit_reached', source: EXCHANGE },
  errormailboxmoveinprogress: { means: 'mailbox_moving', source: EXCHANGE },
  mailboxinfostale: { means: 'mailbox_moving', source: REPORTED },
  errormailboxstoreunavailable: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  errormailboxfailover: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  errorconnectionfailed: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  errormailboxlogonfailed: { means: 'mailbox_store_unavailable', source: EXCHANGE },
  // the mail
  errorsendasdenied: { means: 'send_as_denied', source: EXCHANGE },
  errorinvalidrecipients: { means: 'recipient_refused', source: EXCHANGE },
  errorinvalidsmtpaddress: { means: 'recipient_refused', source: EXCHANGE },
  errormissingrecipients: { means: 'recipients_missing', source: EXCHANGE },
  errorexceededmaxrecipientlimitblock: { means: 'too_many_recipients', source: MANAGED },
  errorexceededmaxrecipientlimit: { means: 'too_many_recipients', source: REPORTED },
  errormessagesizeexceeded: { means: 'message_too_large', source: EXCHANGE },
  errordatasizelimitexceeded: { means: 'message_too_large', source: EXCHANGE },
  errorrequeststreamtoobig: { means: 'message_too_large', source: EXCHANGE },
  errorattachmentsizelimitexceeded: { means: 'attachment_too_large', source: ATTACHMENTS },
  maxfilesizeexceeded: { means: 'attachment_too_large', source: ERRORS },
  errormimecontentinvalid: { means: 'mime_refused', source: EXCHANGE },
  errormimecontentinvalidbase64string: { means: 'mime_refused', source: SEND_MAIL },
  errorcontentconversionfailed: { means: 'mime_refused', source: EXCHANGE },
  errorvirusdetected: { means: 'virus_found', source: EXCHANGE },
  errorvirusmessagedeleted: { means: 'virus_found', source: EXCHANGE },
  malwaredetected: { means: 'virus_found', source: ERRORS },
  // what was asked for
  requestbodyread: { means: 'content_refused', source: REPORTED },
  errorinvalidrequest: { means: 'content_refused', source: EXCHANGE },
  invalidrequest: { means: 'content_refused', source: ERRORS },
  errorschemavalidation: { means: 'content_refused', source: EXCHANGE },
  errormissingargument: { means: 'content_refused', source: EXCHANGE },
  errorinvalidproperty: { means: 'content_refused', source: REPORTED },
  unabletodeserializepostbody: { means: 'content_refused', source: REPORTED },
  invalidinternetmessageheader: { means: 'content_refused', source: SEND_MAIL },
  invalidinternetmessageheadercollection: { means: 'content_refused', source: SEND_MAIL },
  // how often, and Microsoft's own service
  applicationthrottled: { means: 'throttled', source: THROTTLING, unless: MAILBOX_CONCURRENCY },
  toomanyrequests: { means: 'throttled', source: THROTTLING, unless: MAILBOX_CONCURRENCY },
  activitylimitreached: { means: 'throttled', source: ERRORS },
  throttledrequest: { means: 'throttled', source: ERRORS },
  errorexceededconnectioncount: { means: 'mailbox_busy', source: EXCHANGE },
  errortoomanyobjectsopened: { means: 'mailbox_busy', source: EXCHANGE },
  errorserverbusy: { means: 'microsoft_unavailable', source: EXCHANGE },
  errortimeoutexpired: { means: 'microsoft_unavailable', source: EXCHANGE },
  erroradunavailable: { means: 'microsoft_unavailable', source: EXCHANGE },
  errorinternalservertransienterror: { means: 'microsoft_unavailable', source: EXCHANGE },
  servicenotavailable: { means: 'microsoft_unavailable', source: ERRORS },
  serviceunavailable: { means: 'microsoft_unavailable', source: ERRORS },
};
