import { encodeBase64 } from './encode-base64';
import { base64Length, type EncodedBody, type Mail, type MailAddress, type MailAttachment } from './mail';

/**
 * Writes the body of `POST …/sendMail`: the message as Graph's JSON has it, its attachments inside, a copy kept in Sent
 * Items. Graph takes one body: the HTML where there is one. Source: learn.microsoft.com/graph/api/user-sendmail.
 */
export function writeSendMail(mail: Mail): EncodedBody {
  return around('{"message":', messageBody(mail, mail.attachments), ',"saveToSentItems":true}');
}

/**
 * Writes the body of `POST …/messages`, which makes a draft.
 * @param inside those of its attachments that travel with it; the others are added to the draft afterwards
 */
export function writeDraft(mail: Mail, inside: readonly MailAttachment[]): EncodedBody {
  return messageBody(mail, inside);
}

/** Writes the body of `POST …/messages/{id}/attachments`, for one file that is small enough for it. */
export function writeAttachment(attachment: MailAttachment): EncodedBody {
  return attachmentBody(attachment);
}

function messageBody(mail: Mail, attachments: readonly MailAttachment[]): EncodedBody {
  const message = JSON.stringify({
    subject: mail.subject,
    body:
      mail.html === null
        ? { contentType: 'Text', content: mail.text ?? '' }
        : { contentType: 'HTML', content: mail.html },
    from: recipient(mail.from),
    toRecipients: mail.to.map(recipient),
    ...(mail.cc.length > 0 ? { ccRecipients: mail.cc.map(recipient) } : {}),
    ...(mail.bcc.length > 0 ? { bccRecipients: mail.bcc.map(recipient) } : {}),
    ...(mail.replyTo.length > 0 ? { replyTo: mail.replyTo.map(recipient) } : {}),
    ...(mail.headers.length > 0 ? { internetMessageHeaders: mail.headers } : {}),
  });
  if (attachments.length === 0) return textBody(message);
  const parts = attachments.map(attachmentBody);
  const inside: EncodedBody = {
    bytes: parts.reduce((sum, part) => sum + part.bytes, parts.length - 1),
    *pieces() {
      for (const [at, part] of parts.entries()) {
        if (at > 0) yield Buffer.from(',');
        yield* part.pieces();
      }
    },
  };
  return around(`${message.slice(0, -1)}${ATTACHMENTS_HEAD}`, inside, ']}');
}

const ATTACHMENTS_HEAD = ',"attachments":[';

/** What a message's body weighs more for having attachments at all; each weighs its own besides, and a comma between two. */
export const ATTACHMENTS_FRAME_BYTES = ATTACHMENTS_HEAD.length + ']'.length;

function attachmentBody({ name, contentType, content, contentId }: MailAttachment): EncodedBody {
  const about = JSON.stringify({
    '@odata.type': '#microsoft.graph.fileAttachment',
    name,
    contentType,
    ...(contentId === null ? {} : { isInline: true, contentId }),
  });
  return around(
    `${about.slice(0, -1)},"contentBytes":"`,
    { bytes: base64Length(content.length), pieces: () => encodeBase64(content) },
    '"}',
  );
}

function recipient({ address, name }: MailAddress) {
  return { emailAddress: name === '' ? { address } : { address, name } };
}

function textBody(text: string): EncodedBody {
  const encoded = Buffer.from(text);
  return {
    bytes: encoded.length,
    *pieces() {
      yield encoded;
    },
  };
}

function around(before: string, inside: EncodedBody, after: string): EncodedBody {
  const [head, tail] = [Buffer.from(before), Buffer.from(after)];
  return {
    bytes: head.length + inside.bytes + tail.length,
    *pieces() {
      yield head;
      yield* inside.pieces();
      yield tail;
    },
  };
}
