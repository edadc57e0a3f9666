import { type Mail, type MailAddress, recipientsOf } from './mail';

/**
 * The most that an Exchange mailbox can be set to, To, Cc and Bcc together: 1 to 1,000, of old 500. A mailbox may be
 * set to less, so fewer than this may still be refused, by Microsoft.
 * Source: techcommunity.microsoft.com, "Customizable Tenant-level Recipient Limits"; Exchange Online limits.
 */
export const MOST_RECIPIENTS = 1_000;

/** How many headers of one's own Graph takes. Source: learn.microsoft.com/graph/api/resources/internetmessageheader. */
const MOST_HEADERS = 5;

/** The most that one upload session takes, in bytes. Source: learn.microsoft.com/graph/outlook-large-attachments. */
export const LARGEST_ATTACHMENT_BYTES = 150_000_000;

/** What is wrong with a mail before anybody is asked about it. */
export type MailFaultCode =
  | 'mail_recipients_missing'
  | 'mail_recipients_over_limit'
  | 'mail_address_malformed'
  | 'mail_line_break'
  | 'mail_header_refused'
  | 'mail_attachment_over_limit';

/** One fault, the part of the mail that it is in, and the values that have it, as they were given. */
export interface MailFault {
  readonly code: MailFaultCode;
  readonly field: keyof Mail;
  readonly values: readonly string[];
}

// What stands left of the @ without quotes, and a domain of letters, digits and hyphens with at least one dot: quoted
// local parts and address literals are legal by RFC 5321, and Exchange Online has neither.
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

/** Control characters and the two Unicode line ends: in a header, each of them could begin another header. */
const BREAKS_A_LINE = /[\p{Cc}\u2028\u2029]/u;

const HEADER_NAME = /^x-[!-9;-~]+$/i;
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/i;
const CONTENT_ID = /^[^\s<>"()\\]+$/;

const PEOPLE = ['from', 'replyTo', 'to', 'cc', 'bcc'] as const;

/**
 * Finds everything that Microsoft would certainly refuse, and everything that could smuggle a line into a header, in the
 * order of the fields. An empty list: it may be handed over. Display names may hold anything else: `@`, commas,
 * quotation marks, emoji.
 */
export function checkMail(mail: Mail): readonly MailFault[] {
  const faults: MailFault[] = [];
  const find = (code: MailFaultCode, field: keyof Mail, values: readonly string[]) => {
    if (values.length > 0) faults.push({ code, field, values });
  };
  for (const field of PEOPLE) {
    const people = field === 'from' ? [mail.from] : mail[field];
    find('mail_address_malformed', field, people.map(addressOf).filter(isMalformed));
    find('mail_line_break', field, people.map(({ name }) => name).filter(breaksALine));
  }
  const count = recipientsOf(mail).length;
  if (count === 0) faults.push({ code: 'mail_recipients_missing', field: 'to', values: [] });
  if (count > MOST_RECIPIENTS) {
    faults.push({ code: 'mail_recipients_over_limit', field: 'to', values: [String(count)] });
  }
  find('mail_line_break', 'subject', [mail.subject].filter(breaksALine));
  const names = mail.headers.map(({ name }) => name);
  find('mail_header_refused', 'headers', [
    ...names.filter((name) => !HEADER_NAME.test(name)),
    ...names.slice(MOST_HEADERS),
  ]);
  find('mail_line_break', 'headers', mail.headers.map(({ value }) => value).filter(breaksALine));
  find(
    'mail_line_break',
    'attachments',
    mail.attachments
      .filter(
        ({ name, contentType, contentId }) =>
          breaksALine(name) ||
          !MEDIA_TYPE.test(contentType) ||
          (contentId !== null && !CONTENT_ID.test(contentId)),
      )
      .map(({ name }) => name),
  );
  find(
    'mail_attachment_over_limit',
    'attachments',
    mail.attachments
      .filter(({ content }) => content.length > LARGEST_ATTACHMENT_BYTES)
      .map(({ name }) => name),
  );
  return faults;
}

const addressOf = ({ address }: MailAddress) => address;
const isMalformed = (address: string) => address.length > 254 || !ADDRESS.test(address);
const breaksALine = (text: string) => BREAKS_A_LINE.test(text);
