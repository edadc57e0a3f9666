import type { EncodedBody, Mail, MailAttachment } from './mail';
import { ATTACHMENTS_FRAME_BYTES, writeAttachment, writeDraft, writeSendMail } from './write-json';
import { writeMimeBase64 } from './write-mime';

/**
 * The most that one request to Graph may weigh, in bytes. Microsoft says "4 MB" and nowhere whether that is 4,000,000
 * or 4,194,304, so it is the smaller. Source: learn.microsoft.com/graph/outlook-large-attachments and user-sendmail.
 */
export const ONE_REQUEST_BYTES = 4_000_000;

/**
 * From this size on, in bytes, a file goes through an upload session; below it, in one POST. Microsoft says "3 MB";
 * reported are 3,145,611 as the most of a POST and 2,097,152 as the least of a session (msgraph-sdk-java#52), so this
 * stands where both would be taken: and where a file with its name and type, a third heavier in base64, is still one
 * request of {@link ONE_REQUEST_BYTES}.
 */
export const UPLOAD_FROM_BYTES = 2_900_000;

/** How a mail is going to be handed over. */
export type MailPlan =
  /** One `sendMail`: permission Mail.Send. */
  | {
      readonly road: 'one_request';
      readonly contentType: 'application/json; charset=utf-8' | 'text/plain';
      readonly body: EncodedBody;
      /** What the mail weighs encoded as one request, in bytes. */
      readonly bytes: number;
    }
  /** A draft, files added to it, then its `send`: permission Mail.ReadWrite besides Mail.Send. */
  | {
      readonly road: 'draft';
      readonly draft: EncodedBody;
      /** Files below {@link UPLOAD_FROM_BYTES} for which the draft's own request had no room, one POST each. */
      readonly posted: readonly EncodedBody[];
      /** Files that go through an upload session each. */
      readonly uploaded: readonly MailAttachment[];
      readonly bytes: number;
    };

/**
 * Decides how a mail travels, by its exact encoded size, without encoding what is attached. JSON, except where a text
 * and an HTML body are both given and fit as MIME, which weighs a third more: Graph's JSON holds one body only. Else the
 * HTML goes, and Exchange makes the plain text out of it. Over the limit of one request it is a draft.
 * @param date for the Date header of a MIME message
 */
export function planMail(mail: Mail, date: Date): MailPlan {
  const mime = mail.text !== null && mail.html !== null ? writeMimeBase64(mail, date) : null;
  if (mime && mime.bytes <= ONE_REQUEST_BYTES) {
    return { road: 'one_request', contentType: 'text/plain', body: mime, bytes: mime.bytes };
  }
  const body = writeSendMail(mail);
  const { bytes } = body;
  if (bytes <= ONE_REQUEST_BYTES) {
    return { road: 'one_request', contentType: 'application/json; charset=utf-8', body, bytes };
  }
  const inside: MailAttachment[] = [];
  const posted: EncodedBody[] = [];
  const uploaded: MailAttachment[] = [];
  // What the draft weighs is summed as it grows: writing it anew for each file would take the square of their number.
  let draftBytes = writeDraft(mail, []).bytes + ATTACHMENTS_FRAME_BYTES;
  for (const attachment of mail.attachments) {
    if (attachment.content.length >= UPLOAD_FROM_BYTES) {
      uploaded.push(attachment);
      continue;
    }
    const written = writeAttachment(attachment);
    const added = written.bytes + (inside.length > 0 ? 1 : 0);
    if (draftBytes + added > ONE_REQUEST_BYTES) {
      posted.push(written);
      continue;
    }
    draftBytes += added;
    inside.push(attachment);
  }
  return { road: 'draft', draft: writeDraft(mail, inside), posted, uploaded, bytes };
}
