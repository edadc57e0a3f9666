import { createHash } from 'node:crypto';
import type { ReadAttachment, ReadMessage } from './message';

/** One part of a MIME message, its headers by lower-case name, folded lines joined. */
interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly all: readonly { readonly name: string; readonly value: string }[];
  readonly body: Buffer;
}

/**
 * Reads a MIME message as far as it is listed here: people, subject, bodies, files, own headers. Null for what is none:
 * no header that names a recipient or a sender.
 */
export function readMime(raw: Buffer): ReadMessage | null {
  const part = readPart(raw);
  const header = (name: string) => part.headers.get(name) ?? '';
  if (!part.headers.has('from') && !part.headers.has('to')) return null;
  const leaves = leavesOf(part);
  const bodies = leaves.filter((leaf) => !isFile(leaf));
  const html = bodies.find((leaf) => typeOf(leaf) === 'text/html');
  const plain = bodies.find((leaf) => typeOf(leaf) === 'text/plain');
  return {
    from: addressesOf(header('from'))[0] ?? null,
    sender: addressesOf(header('sender'))[0] ?? null,
    to: addressesOf(header('to')),
    cc: addressesOf(header('cc')),
    bcc: addressesOf(header('bcc')),
    replyTo: addressesOf(header('reply-to')),
    subject: decoded(header('subject')),
    bodyType: html ? 'html' : 'text',
    body: contentOf(html ?? plain ?? { ...part, body: Buffer.alloc(0) }).toString('utf8'),
    attachments: leaves.filter(isFile).map(fileOf),
    internetMessageHeaders: part.all
      .filter(({ name }) => /^x-/i.test(name))
      .map(({ name, value }) => ({ name, value: decoded(value) })),
    saveToSentItems: true,
  };
}

function readPart(raw: Buffer): Part {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end === -1 ? raw.length : end).toString('utf8');
  const all = head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => ({
      name: line.slice(0, line.indexOf(':')),
      value: line.slice(line.indexOf(':') + 1).trim(),
    }));
  const headers = new Map(all.map(({ name, value }) => [name.toLowerCase(), value]));
  return { headers, all, body: raw.subarray(end === -1 ? raw.length : end + 4) };
}

function leavesOf(part: Part): readonly Part[] {
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1];
  if (!boundary) return [part];
  const parts: Part[] = [];
  let at = part.body.indexOf(`--${boundary}\r\n`);
  while (at !== -1) {
    const from = at + boundary.length + 4;
    const to = part.body.indexOf(`\r\n--${boundary}`, from);
    if (to === -1) break;
    parts.push(readPart(part.body.subarray(from, to)));
    at = part.body.indexOf(`--${boundary}\r\n`, to);
  }
  return parts.flatMap(leavesOf);
}

const typeOf = ({ headers }: Part) =>
  (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase();
const isFile = ({ headers }: Part) =>
  /^attachment/i.test(headers.get('content-disposition') ?? '') || headers.has('content-id');

function contentOf({ headers, body }: Part): Buffer {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  return encoding === 'base64' ? Buffer.from(body.toString('latin1'), 'base64') : body;
}

function fileOf(part: Part): ReadAttachment {
  const content = contentOf(part);
  return {
    name: fileNameOf(part.headers.get('content-disposition') ?? ''),
    bytes: content.length,
    contentId: /<([^>]+)>/.exec(part.headers.get('content-id') ?? '')?.[1] ?? null,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

function fileNameOf(disposition: string): string {
  const pieces = [...disposition.matchAll(/filename\*(?:(\d+)\*)?=([^;\s]+)/gi)]
    .map(([, at, text]) => ({ at: Number(at ?? 0), text: text ?? '' }))
    .sort((one, other) => one.at - other.at);
  if (pieces.length > 0)
    return decodeURIComponent(
      pieces
        .map(({ text }) => text)
        .join('')
        .replace(/^utf-8''/i, ''),
    );
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? '';
}

/** The addresses of a header, without their names. */
function addressesOf(header: string): readonly string[] {
  const bare = header.replace(/"(?:\\.|[^"\\])*"/g, '');
  return bare
    .split(',')
    .map((one) => (/<([^>]*)>/.exec(one)?.[1] ?? one).trim())
    .filter((address) => address !== '');
}

/** Encoded words in base64, one after the other; those in Q stay as they are. */
function decoded(text: string): string {
  return text.replace(/=\?utf-8\?B\?[^?]*\?=(?:\s+=\?utf-8\?B\?[^?]*\?=)*/gi, (run) => {
    const words = [...run.matchAll(/\?B\?([^?]*)\?=/gi)].map(([, word]) => Buffer.from(word ?? '', 'base64'));
    return Buffer.concat(words).toString('utf8');
  });
}
