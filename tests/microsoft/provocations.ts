import type { MicrosoftFailureCode } from '@/lib/microsoft/failure';
import type { Mail } from '@/lib/microsoft/mail';
import type { Fault } from '@/sandbox/faults';
import { fileOf } from './mails';
import type { Trap } from './traps';

/** How one outcome is brought about. */
export type Provocation =
  /** The sandbox acts it out: a registration made for it. */
  | { readonly how: 'scenario'; readonly id: string }
  /** A working registration, and a fault on its way; what Microsoft answers is then taken word for word. */
  | { readonly how: 'fault'; readonly fault: Omit<Fault, 'when' | 'clientId' | 'tenantId'> }
  /** A mail that cannot go as it is, or one over the limit of a request whose draft comes to grief. */
  | {
      readonly how: 'mail';
      readonly scenario: string;
      readonly mail: Partial<Mail>;
      readonly faults: readonly Omit<Fault, 'when' | 'clientId'>[];
    }
  /** Something else than Microsoft at the other end of the wire. */
  | { readonly how: 'trap'; readonly trap: Trap };

/** What a provocation that the sandbox acts out takes: a scenario, what is special about the mail, faults on its way. */
export function journeyOf(provocation: Exclude<Provocation, { how: 'trap' }>) {
  switch (provocation.how) {
    case 'scenario':
      return { scenario: provocation.id, mail: {}, faults: [] };
    case 'fault':
      return { scenario: 'working-mailbox', mail: {}, faults: [provocation.fault] };
    case 'mail':
      return provocation;
  }
}

const scenario = (id: string): Provocation => ({ how: 'scenario', id });
const fault = (given: Omit<Fault, 'when' | 'clientId' | 'tenantId'>): Provocation => ({
  how: 'fault',
  fault: given,
});
const trap = (given: Trap): Provocation => ({ how: 'trap', trap: given });

const mail = (
  given: Partial<Mail>,
  scenario = 'working-mailbox',
  faults: Omit<Fault, 'when' | 'clientId'>[] = [],
) => ({ how: 'mail', mail: given, scenario, faults }) as const;

/** An app with Mail.ReadWrite, which a mail over the limit of one request takes. */
const MAY_WRITE = 'excess-permission';
const to = (address: string) => ({ address, name: '' });
const LARGE = { attachments: [fileOf(9_000_001)] };

/** A refusal of the token endpoint, in the shape that Entra gives it. */
const entra = (number: number, error: string, text: string, status = 400) =>
  fault({
    where: 'token',
    kind: 'answer',
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: 11111111-2222-4333-8444-555555555555 Correlation ID: 66666666-7777-4888-9999-000000000000 Timestamp: 2026-03-01 10:00:00Z`,
      error_codes: [number],
      timestamp: '2026-03-01 10:00:00Z',
      trace_id: '11111111-2222-4333-8444-555555555555',
      correlation_id: '66666666-7777-4888-9999-000000000000',
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  });

/** A refusal of Graph, in the shape that it gives it. */
const graph = (status: number, code: string, message = 'Words that change.') =>
  fault({
    where: 'graph',
    kind: 'answer',
    status,
    body: {
      error: {
        code,
        message,
        innerError: {
          date: '2026-03-01T10:00:00',
          'request-id': '11111111-2222-4333-8444-555555555555',
          'client-request-id': '66666666-7777-4888-9999-000000000000',
        },
      },
    },
  });

const base64 = (text: string) => Buffer.from(text).toString('base64');

/**
 * One way to each outcome that Microsoft, or what stands between, can give. What the sandbox acts out by itself is taken
 * from it; where Microsoft's cause cannot be acted out, its answer is given word for word, with status and code as the
 * source of its row in the tables tells them. All of them sign in with a secret: what the sandbox says to a real assertion
 * of a certificate is in `certificate.test.ts`.
 */
export const PROVOCATIONS: Record<MicrosoftFailureCode, Provocation> = {
  // the directory
  tenant_not_found: scenario('unknown-tenant'),
  tenant_malformed: entra(
    900021,
    'invalid_request',
    "Requested tenant identifier '00000000-0000-0000-0000-000000000000' is not valid.",
  ),
  tenant_in_other_cloud: entra(
    900382,
    'invalid_request',
    'Confidential Client is not supported in Cross Cloud request.',
  ),
  tenant_closed: entra(5000224, 'invalid_grant', 'We are sorry, this resource is not available.'),
  // the app
  app_not_in_tenant: scenario('app-from-another-tenant'),
  app_without_service_principal: entra(
    7000229,
    'invalid_client',
    'The client application is missing service principal in the tenant.',
    401,
  ),
  client_id_malformed: entra(
    700038,
    'invalid_request',
    '00000000-0000-0000-0000-000000000000 is not a valid application identifier.',
  ),
  app_disabled: scenario('app-disabled'),
  app_blocked: entra(1000031, 'unauthorized_client', 'Application cannot be accessed at this time.'),
  app_is_public_client: entra(
    700025,
    'invalid_client',
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    401,
  ),
  app_of_microsoft: entra(
    65002,
    'invalid_client',
    'Consent between first party application and first party resource must be configured via preauthorization.',
  ),
  // the credential
  secret_wrong: scenario('wrong-secret'),
  secret_id_sent: scenario('secret-id-pasted'),
  secret_expired: scenario('expired-secret'),
  certificate_unknown: entra(
    700027,
    'invalid_client',
    'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]',
    401,
  ),
  certificate_expired: entra(
    700027,
    'invalid_client',
    'The certificate with identifier used to sign the client assertion is expired on application. [Reason - The key used is expired.]',
    401,
  ),
  certificate_revoked: entra(7000214, 'invalid_client', 'Certificate has been revoked.', 401),
  certificate_refused: entra(
    700030,
    'invalid_client',
    'Invalid certificate - subject name in certificate is not authorized.',
    401,
  ),
  // what the directory's administrator has decided
  conditional_access: scenario('conditional-access'),
  security_policy: entra(530032, 'access_denied', 'Blocked by a security policy of the tenant.'),
  consent_missing: entra(65001, 'invalid_grant', 'The user or administrator has not consented.'),
  resource_unknown: entra(500011, 'invalid_resource', 'The resource principal was not found in the tenant.'),
  service_not_subscribed: entra(
    650052,
    'invalid_client',
    'The app needs access to a service that your organization has not subscribed to.',
  ),
  sign_in_looping: entra(50196, 'invalid_grant', 'A client loop has been detected.'),
  // requests that Posthouse should not have made
  credential_not_sent: entra(
    7000216,
    'invalid_client',
    "'client_assertion', 'client_secret' or 'request' is required.",
    401,
  ),
  assertion_rejected: entra(
    700021,
    'invalid_client',
    "Client assertion application identifier doesn't match 'client_id' parameter.",
    401,
  ),
  clock_wrong: entra(700024, 'invalid_client', 'Client assertion is not within its valid time range.', 401),
  scope_wrong: entra(1002012, 'invalid_scope', 'The provided value for scope is not valid.'),
  request_malformed: entra(
    900144,
    'invalid_request',
    "The request body must contain the following parameter: 'grant_type'.",
  ),
  content_refused: graph(400, 'RequestBodyRead'),
  // the token and the right to send
  token_refused: graph(
    401,
    'InvalidAuthenticationToken',
    'Lifetime validation failed, the token is expired.',
  ),
  token_for_another_cloud: graph(
    401,
    'InvalidAuthenticationToken',
    'Access token validation failure. Invalid audience.',
  ),
  permission_missing: scenario('no-mail-send'),
  access_denied: graph(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  access_policy_blocks: scenario('access-policy'),
  // the mailbox
  mailbox_not_found: scenario('no-such-mailbox'),
  address_not_primary: graph(400, 'ErrorNonPrimarySmtpAddress'),
  exchange_not_found: scenario('tenant-without-exchange'),
  mailbox_without_exchange: scenario('mailbox-without-exchange'),
  mailbox_on_premises: graph(403, 'extensionError'),
  mailbox_account_disabled: graph(403, 'ErrorAccountDisabled'),
  mailbox_misconfigured: graph(500, 'ErrorMailboxConfiguration'),
  mailbox_full: graph(507, 'ErrorQuotaExceeded'),
  send_as_denied: graph(403, 'ErrorSendAsDenied'),
  sending_blocked: graph(403, 'ErrorMessageSubmissionBlocked'),
  sending_limit_reached: graph(429, 'ErrorExceededMessageLimit'),
  // this one mail
  recipient_refused: graph(400, 'ErrorInvalidRecipients'),
  recipients_missing: graph(400, 'ErrorMissingRecipients'),
  too_many_recipients: graph(400, 'ErrorExceededMaxRecipientLimitBlock'),
  message_too_large: graph(413, 'BadRequest', 'Maximum request length exceeded.'),
  attachment_too_large: graph(400, 'ErrorAttachmentSizeLimitExceeded'),
  mime_refused: graph(400, 'ErrorMimeContentInvalidBase64String'),
  virus_found: graph(400, 'ErrorVirusDetected'),
  // how often, and Microsoft's own service
  sign_in_throttled: scenario('sign-in-throttled'),
  throttled: graph(429, 'TooManyRequests'),
  mailbox_busy: scenario('throttled'),
  mailbox_moving: graph(503, 'ErrorMailboxMoveInProgress'),
  mailbox_store_unavailable: graph(503, 'ErrorMailboxStoreUnavailable'),
  sign_in_broken: entra(50000, 'server_error', 'There was an error issuing a token.', 500),
  microsoft_unavailable: scenario('sign-in-503'),
  // the network between
  tenant_restricted: entra(500021, 'access_denied', 'Access to tenant is denied.'),
  name_not_found: trap('name that nobody knows'),
  name_lookup_failed: trap('name server that is silent'),
  connection_refused: trap('closed port'),
  connection_reset: scenario('sign-in-unreachable'),
  no_route: trap('address without a way'),
  connect_timed_out: trap('handshake that never ends'),
  timed_out: scenario('sign-in-slow'),
  answer_stalled: scenario('sign-in-slow-body'),
  certificate_not_trusted: trap('certificate of an unknown authority'),
  certificate_out_of_date: trap('certificate that has expired'),
  certificate_of_another_name: trap('certificate of another name'),
  tls_failed: trap('server without TLS'),
  proxy_password: fault({
    where: 'token',
    kind: 'answer',
    status: 407,
    body: 'Proxy Authentication Required',
  }),
  sign_in_page: fault({
    where: 'token',
    kind: 'answer',
    status: 511,
    headers: { 'Content-Type': 'text/html' },
    body: '<html><body>Sign in to the network</body></html>',
  }),
  redirected: fault({
    where: 'token',
    kind: 'answer',
    status: 302,
    headers: { Location: 'http://127.0.0.1:1/' },
  }),
  answered_html: scenario('sign-in-html'),
  answered_empty: scenario('sign-in-empty'),
  answer_cut_off: scenario('sign-in-truncated'),
  answer_too_large: fault({ where: 'token', kind: 'answer', status: 200, body: 'x'.repeat(1_100_000) }),
  answer_is_no_http: fault({ where: 'token', kind: 'bytes', base64: base64('SSH-2.0-OpenSSH_9.6\r\n') }),
  // HTTP, and nothing that undici takes: headers of 100 kB
  unreachable: fault({
    where: 'token',
    kind: 'bytes',
    base64: base64(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
  }),
  // found here, before Microsoft is asked, or on the road of drafts and uploads
  mail_recipients_missing: mail({ to: [] }),
  mail_recipients_over_limit: mail({
    to: Array.from({ length: 1_001 }, (_, at) => to(`lin${at}@example.com`)),
  }),
  mail_address_malformed: mail({ to: [to('lin@')] }),
  mail_line_break: mail({ subject: 'One line\r\nBcc: another' }),
  mail_header_refused: mail({ headers: [{ name: 'Subject', value: 'another' }] }),
  mail_attachment_over_limit: mail({
    attachments: [{ ...fileOf(1), content: new Uint8Array(150_000_001) }],
  }),
  mail_over_request_limit: mail(LARGE),
  upload_session_failed: mail(LARGE, MAY_WRITE, [
    {
      where: 'graph',
      kind: 'answer',
      status: 201,
      body: { expirationDateTime: '2099-01-01T00:00:00Z' },
      route: 'createUploadSession',
    },
  ]),
  upload_host_unknown: mail(LARGE, MAY_WRITE, [
    {
      where: 'graph',
      kind: 'answer',
      status: 201,
      body: { uploadUrl: 'https://evil.example/', expirationDateTime: '2099-01-01T00:00:00Z' },
      route: 'createUploadSession',
    },
  ]),
  draft_vanished: mail(LARGE, MAY_WRITE, [
    { where: 'graph', kind: 'status', status: 404, route: 'sendDraft' },
    { where: 'graph', kind: 'status', status: 404, route: 'deleteMessage' },
  ]),
  unknown: graph(400, 'SomethingNew', 'Microsoft has thought of something.'),
};
