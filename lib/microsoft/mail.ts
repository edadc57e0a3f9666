/** An address and the name that is shown with it; an empty name shows the address alone. */
export interface MailAddress {
  readonly address: string;
  readonly name: string;
}

/** One attached file. */
export interface MailAttachment {
  readonly name: string;
  /** A media type without parameters, such as `application/pdf`. */
  readonly contentType: string;
  /** The bytes as they are. Never copied whole on the way: writers and uploads read slices of it. */
  readonly content: Uint8Array;
  /** An image that the HTML shows as `cid:` and this id; null for a file beside the text. */
  readonly contentId: string | null;
}

/** One mail as it is meant, before it is written in a format of Microsoft's. At least one of `text` and `html` is there. */
export interface Mail {
  /** The From of the mail: the mailbox itself, or an address that it may send as. */
  readonly from: MailAddress;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  /** Headers of one's own; Graph takes five at most, and only names that begin with `x-`. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Everybody who is to get it: To, Cc and Bcc. Exchange counts each of them every time it is named. */
export function recipientsOf(mail: Pick<Mail, 'to' | 'cc' | 'bcc'>): readonly MailAddress[] {
  return [...mail.to, ...mail.cc, ...mail.bcc];
}

/** What goes over the wire, with its exact length known before a byte of it is made. */
export interface EncodedBody {
  readonly bytes: number;
  /** Makes the bytes anew at each call, in pieces of at most some 100 kB for what is attached. */
  readonly pieces: () => Generator<Uint8Array>;
}

/** How many characters base64 takes for `bytes`. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
