import { base64LinesLength, encodeBase64Lines, encodeBase64Stream } from './encode-base64';
import { base64Length, type EncodedBody, type Mail, type MailAttachment } from './mail';
import { addressHeader, fileNameParameters, textHeader } from './write-headers';

/** One part of a MIME message: its headers, and either what is in it or its own parts. */
type Part = { readonly headers: readonly string[] } & (
  | { readonly content: Uint8Array }
  | { readonly boundary: string; readonly parts: readonly Part[] }
);

/**
 * Writes a mail as a MIME message (RFC 5322, 2045, 2047, 2231). Every leaf is base64, so that no line is too long, no
 * boundary can occur inside and no byte depends on what lies between. Exchange adds the Message-ID; it takes the
 * recipients from the headers, and the Bcc away on the way out.
 * @param date for the Date header
 */
export function writeMime(mail: Mail, date: Date): EncodedBody {
  const tree = mimeTree(mail);
  return bodyOf({ ...tree, headers: [...headersOf(mail, date), ...tree.headers] });
}

/**
 * The same as Graph takes it at `…/sendMail` with `Content-Type: text/plain`: the whole message in base64 once more.
 * Source: learn.microsoft.com/graph/outlook-send-mime-message.
 */
export function writeMimeBase64(mail: Mail, date: Date): EncodedBody {
  const mime = writeMime(mail, date);
  return { bytes: base64Length(mime.bytes), pieces: () => encodeBase64Stream(mime.pieces()) };
}

function headersOf(mail: Mail, date: Date): readonly string[] {
  const lists = [
    ['Reply-To', mail.replyTo],
    ['To', mail.to],
    ['Cc', mail.cc],
    ['Bcc', mail.bcc],
  ] as const;
  return [
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    addressHeader('From', [mail.from]),
    ...lists.filter(([, people]) => people.length > 0).map(([name, people]) => addressHeader(name, people)),
    textHeader('Subject', mail.subject),
    ...mail.headers.map(({ name, value }) => textHeader(name, value)),
    'MIME-Version: 1.0',
  ];
}

/** The fewest levels that hold it: alternative for two bodies, related for inline images, mixed for files. */
function mimeTree({ text, html, attachments }: Mail): Part {
  const inline = attachments.filter(({ contentId }) => contentId !== null);
  const files = attachments.filter(({ contentId }) => contentId === null);
  const htmlPart =
    html === null ? null : several('related', [textPart('html', html), ...inline.map(filePart)]);
  const plainPart = text === null && html !== null ? null : textPart('plain', text ?? '');
  const bodies = [plainPart, htmlPart].filter((part) => part !== null);
  // Without HTML nothing shows them inline: they are files like the others.
  const beside = html === null ? attachments : files;
  return several('mixed', [several('alternative', bodies), ...beside.map(filePart)]);
}

/** A container of one part is that part. Boundaries hold `=_`, which no base64 line does. */
function several(kind: 'mixed' | 'alternative' | 'related', parts: readonly Part[]): Part {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return only;
  const boundary = `=_${kind}`;
  return { headers: [`Content-Type: multipart/${kind}; boundary="${boundary}"`], boundary, parts };
}

function textPart(kind: 'plain' | 'html', text: string): Part {
  return {
    headers: [`Content-Type: text/${kind}; charset=utf-8`, BASE64],
    content: Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n')),
  };
}

function filePart({ name, contentType, content, contentId }: MailAttachment): Part {
  return {
    headers: [
      `Content-Type: ${contentType}`,
      BASE64,
      `Content-Disposition: ${contentId === null ? 'attachment' : 'inline'}${fileNameParameters(name)}`,
      ...(contentId === null ? [] : [`Content-ID: <${contentId}>`]),
    ],
    content,
  };
}

const BASE64 = 'Content-Transfer-Encoding: base64';

function bodyOf(part: Part): EncodedBody {
  const head = Buffer.from(`${part.headers.join('\r\n')}\r\n\r\n`);
  if ('content' in part) {
    const { content } = part;
    return {
      bytes: head.length + base64LinesLength(content.length),
      *pieces() {
        yield head;
        yield* encodeBase64Lines(content);
      },
    };
  }
  const between = Buffer.from(`--${part.boundary}\r\n`);
  const end = Buffer.from(`--${part.boundary}--\r\n`);
  const parts = part.parts.map(bodyOf);
  return {
    bytes: parts.reduce((sum, each) => sum + between.length + each.bytes + 2, head.length + end.length),
    *pieces() {
      yield head;
      for (const each of parts) {
        yield between;
        yield* each.pieces();
        yield LINE_END;
      }
      yield end;
    },
  };
}

const LINE_END = Buffer.from('\r\n');
