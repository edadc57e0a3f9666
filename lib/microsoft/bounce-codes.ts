import type { MicrosoftFailureCode } from './failure';

/** Who can end what a bounce tells of. */
export type BounceOwner = 'recipient' | 'sender' | 'exchange_admin' | 'microsoft';

/** One code of a non-delivery report. It comes as a mail into the mailbox, hours after a 202: Graph never answers with it. */
export interface BounceRow {
  /** The enhanced status code, or the first of a range. */
  readonly code: string;
  /** The last of a range such as 5.7.700 to 5.7.749. */
  readonly to?: string;
  /** What Microsoft calls it. */
  readonly name: string;
  readonly owner: BounceOwner;
  /** The outcome whose words fit it, where there is one. */
  readonly means: MicrosoftFailureCode | null;
  /** Where that stands, without its `https://`. */
  readonly source: string;
  /** No bounce: Exchange refuses a system that still signs in by SMTP AUTH, which sending by Graph does without. */
  readonly ofSmtpAuth?: true;
}

const LIST =
  'learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online';
const SMTP_AUTH =
  'learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online';
const TERRL =
  'techcommunity.microsoft.com/blog/exchange/introducing-exchange-online-tenant-outbound-email-limits/4372797';

const REPORTED = 'quoted in public repositories';

const row = (
  code: string,
  name: string,
  owner: BounceOwner,
  means: MicrosoftFailureCode | null = null,
  source = LIST,
): BounceRow => ({ code, name, owner, means, source });

/** Non-delivery reports that a mailbox meets which sends through Exchange Online. */
export const BOUNCE_CODES: readonly BounceRow[] = [
  row('4.4.7', 'Message delayed or expired', 'recipient'),
  row('4.5.3', 'Too many recipients of one domain', 'sender', 'too_many_recipients'),
  { ...row('4.7.500', 'Access denied, please try again later', 'microsoft'), to: '4.7.699' },
  row('5.0.350', 'Refused by the recipient’s system', 'recipient'),
  row('5.1.0', 'Sender denied', 'sender', 'recipient_refused'),
  row('5.1.1', 'Bad destination mailbox address', 'sender', 'recipient_refused'),
  row('5.1.8', 'Access denied, bad outbound sender', 'exchange_admin', 'sending_blocked'),
  row('5.1.10', 'Recipient not found', 'sender', 'recipient_refused'),
  row('5.1.90', 'Daily limit for message recipients reached', 'exchange_admin', 'sending_limit_reached'),
  row('5.2.2', 'Submission quota exceeded', 'exchange_admin', 'sending_limit_reached'),
  row('5.2.121', 'The recipient’s hourly limit from this sender', 'sender'),
  row('5.2.122', 'The recipient’s hourly limit from all senders', 'recipient'),
  row('5.2.3', 'Message larger than may be sent or received', 'sender', 'message_too_large', REPORTED),
  row('5.4.1', 'Relay access denied, or recipient address rejected', 'recipient', 'recipient_refused'),
  row('5.4.14', 'Routing loop detected', 'exchange_admin'),
  row('5.4.300', 'Message expired', 'recipient'),
  row('5.5.0', 'Mailbox unavailable', 'sender', 'recipient_refused'),
  row('5.6.11', 'Invalid characters', 'sender', 'mime_refused'),
  row('5.7.1', 'Delivery not authorized', 'recipient'),
  row('5.7.12', 'Sender was not authenticated by organization', 'recipient'),
  row('5.7.23', 'Sender Policy Framework violation', 'exchange_admin'),
  {
    ...row('5.7.3', 'Authentication unsuccessful', 'sender', null, REPORTED),
    ofSmtpAuth: true,
  },
  {
    ...row(
      '5.7.30',
      'Basic authentication is not supported for Client Submission',
      'sender',
      null,
      SMTP_AUTH,
    ),
    ofSmtpAuth: true,
  },
  row('5.7.57', 'Client was not authenticated to send anonymous mail', 'sender'),
  row(
    '5.7.60',
    'Client does not have permissions to send as this sender',
    'exchange_admin',
    'send_as_denied',
    REPORTED,
  ),
  row('5.7.64', 'TenantAttribution; relay access denied', 'exchange_admin'),
  row('5.7.124', 'Sender not in allowed-senders list', 'recipient'),
  row('5.7.133', 'Sender not authenticated for group', 'recipient'),
  row('5.7.134', 'Sender was not authenticated for mailbox', 'recipient'),
  row('5.7.136', 'Sender was not authenticated', 'recipient'),
  {
    ...row(
      '5.7.139',
      'Authentication unsuccessful, SmtpClientAuthentication is disabled',
      'sender',
      null,
      REPORTED,
    ),
    ofSmtpAuth: true,
  },
  row(
    '5.7.233',
    'Tenant’s daily limit for external recipients exceeded',
    'exchange_admin',
    'sending_limit_reached',
    TERRL,
  ),
  { ...row('5.7.501', 'Access denied, banned sender', 'exchange_admin', 'sending_blocked'), to: '5.7.503' },
  row('5.7.504', 'Recipient address rejected', 'sender', 'recipient_refused'),
  row('5.7.505', 'Access denied, banned recipient', 'sender', 'recipient_refused'),
  row('5.7.507', 'Access denied, rejected by recipient', 'recipient'),
  row('5.7.509', 'Sending domain does not pass DMARC', 'exchange_admin'),
  row('5.7.511', 'Access denied, banned sender address', 'microsoft'),
  row('5.7.512', 'No valid From address', 'sender'),
  row('5.7.513', 'Blocked by the recipient’s own list', 'recipient'),
  { ...row('5.7.606', 'Access denied, banned sending IP', 'microsoft'), to: '5.7.649' },
  row('5.7.705', 'Tenant has exceeded threshold', 'exchange_admin', 'sending_blocked'),
  row('5.7.708', 'Traffic not accepted from this IP', 'microsoft'),
  { ...row('5.7.700', 'Tenant banned from sending', 'exchange_admin', 'sending_blocked'), to: '5.7.749' },
  row('5.7.750', 'Client blocked from sending from unregistered domains', 'exchange_admin'),
];
