import { createHash } from 'node:crypto';
import { type GraphFailure, graphFailures } from './graph-error';

/** An attached file, as far as it is kept. */
export interface ReadAttachment {
  readonly name: string;
  readonly bytes: number;
  /** Of an image that the HTML shows; null for a file beside the text. */
  readonly contentId: string | null;
  /** Of its bytes, in hexadecimal: what was attached itself is not kept. */
  readonly sha256: string;
}

/** A message as `sendMail` carries it, before anybody asked whether it may be sent. */
export interface ReadMessage {
  /** Null when it named none. */
  readonly from: string | null;
  readonly sender: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly bodyType: 'text' | 'html';
  readonly body: string;
  readonly attachments: readonly ReadAttachment[];
  readonly internetMessageHeaders: readonly { readonly name: string; readonly value: string }[];
  readonly saveToSentItems: boolean;
}

type Read<T> = { readonly value: T } | { readonly refusal: GraphFailure };
type Plain = Record<string, unknown>;

/** Graph refuses properties that the type does not have; these are the writable ones of a message that is sent. */
const MESSAGE_PROPERTIES = new Set(
  'subject body toRecipients ccRecipients bccRecipients replyTo from sender attachments internetMessageHeaders importance categories hasAttachments internetMessageId isDeliveryReceiptRequested isReadReceiptRequested inferenceClassification flag singleValueExtendedProperties multiValueExtendedProperties extensions mentions'.split(
    ' ',
  ),
);

class Unreadable extends Error {
  constructor(readonly refusal: GraphFailure) {
    super(refusal.code);
  }
}

const unreadable = (message: string): never => {
  throw new Unreadable(graphFailures.bodyUnreadable(message));
};

/** Reads the JSON body of `sendMail` as strictly as Graph's reader does. */
export function readSendMail(text: string): Read<ReadMessage> {
  return reading(() => readRequest(parse(text)));
}

/** Reads the JSON of a new draft, which is the message itself. */
export function readDraft(text: string): Read<ReadMessage> {
  return reading(() => readMessage(parse(text), true));
}

/** Reads the JSON of one file that is added to a draft. */
export function readFile(text: string): Read<ReadAttachment> {
  return reading(() => readAttachment(parse(text)));
}

function reading<T>(read: () => T): Read<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { refusal: error.refusal };
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(graphFailures.bodyNotJson());
  }
}

function readRequest(given: unknown): ReadMessage {
  const request = objectOf(given, 'request');
  // The parameters of an action are matched without regard to case; properties of a type are not.
  const parameter = (name: string) =>
    Object.entries(request).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  for (const key of Object.keys(request)) {
    if (!/^(message|savetosentitems)$/i.test(key) && !key.startsWith('@')) {
      unreadable(
        `The parameter '${key}' in the request payload is not a valid parameter for the operation 'SendMail'.`,
      );
    }
  }
  return readMessage(parameter('message') ?? {}, savedOf(parameter('saveToSentItems')));
}

function readMessage(given: unknown, saveToSentItems: boolean): ReadMessage {
  const message = objectOf(given, 'microsoft.graph.message');
  for (const key of Object.keys(message)) {
    if (!MESSAGE_PROPERTIES.has(key) && !key.includes('@')) {
      unreadable(
        `The property '${key}' does not exist on type 'microsoft.graph.message'. Make sure to only use property names that are defined by the type.`,
      );
    }
  }
  const body = objectOf(message.body ?? {}, 'microsoft.graph.itemBody');
  return {
    from: addressOf(message.from),
    sender: addressOf(message.sender),
    to: addressesOf(message.toRecipients),
    cc: addressesOf(message.ccRecipients),
    bcc: addressesOf(message.bccRecipients),
    replyTo: addressesOf(message.replyTo),
    subject: textOf(message.subject),
    bodyType: bodyTypeOf(body.contentType),
    body: textOf(body.content),
    attachments: listOf(message.attachments).map(readAttachment),
    internetMessageHeaders: readHeaders(message.internetMessageHeaders),
    saveToSentItems,
  };
}

function objectOf(value: unknown, type: string): Plain {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Plain;
  return unreadable(
    `When trying to read a null collection parameter value or an object of type '${type}', an unexpected value was found.`,
  );
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  return unreadable(
    "An unexpected value was found when reading a collection; a 'StartArray' node was expected.",
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return unreadable(`Cannot convert a primitive value to the expected type 'Edm.String'.`);
}

function savedOf(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'boolean') return value;
  // Graph's own examples send the text "false".
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return unreadable(`Cannot convert a primitive value to the expected type 'Edm.Boolean'.`);
}

function bodyTypeOf(value: unknown): 'text' | 'html' {
  const named = textOf(value ?? 'text').toLowerCase();
  if (named === 'text' || named === 'html') return named;
  return unreadable(`Requested value '${textOf(value)}' was not found.`);
}

function addressOf(recipient: unknown): string | null {
  if (recipient === undefined || recipient === null) return null;
  const { emailAddress } = objectOf(recipient, 'microsoft.graph.recipient');
  return textOf(objectOf(emailAddress ?? {}, 'microsoft.graph.emailAddress').address);
}

function addressesOf(recipients: unknown): readonly string[] {
  return listOf(recipients).map((recipient) => addressOf(recipient) ?? '');
}

function readAttachment(given: unknown): ReadAttachment {
  const attachment = objectOf(given, 'microsoft.graph.attachment');
  const content = textOf(attachment.contentBytes);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(content) || content.length % 4 !== 0) {
    unreadable(`Cannot convert the literal to the expected type 'Edm.Binary'.`);
  }
  const bytes = Buffer.from(content, 'base64');
  return {
    name: textOf(attachment.name),
    bytes: bytes.length,
    contentId: attachment.contentId === undefined ? null : textOf(attachment.contentId),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function readHeaders(given: unknown): readonly { readonly name: string; readonly value: string }[] {
  const headers = listOf(given).map((item) => {
    const header = objectOf(item, 'microsoft.graph.internetMessageHeader');
    return { name: textOf(header.name), value: textOf(header.value) };
  });
  if (headers.length > 5) throw new Unreadable(graphFailures.headerCount());
  for (const { name } of headers) {
    if (!/^x-/i.test(name)) throw new Unreadable(graphFailures.headerName(name));
  }
  return headers;
}
