import { randomUUID } from 'node:crypto';
import type { Mailbox } from './directory';
import type { GraphAnswer, GraphCall, GraphCaller, GraphRoute } from './graph-call';
import { type GraphFailure, graphFailures } from './graph-error';
import type { Item } from './items';
import { readDraft, readFile } from './message';
import { findMailboxFor, handIn, REQUEST_LIMIT_BYTES } from './send-mail';
import { mediaType, readBody } from './wire';

/** What a single POST of a file may weigh in itself; larger ones go through an upload session. */
const POST_LIMIT_BYTES = 3 * 1024 * 1024;
/** What an upload session takes, and with all of it the whole message. */
const MESSAGE_LIMIT_BYTES = 150_000_000;
/** Reported as the least that a session is opened for. */
const SESSION_LEAST_BYTES = 2_097_152;

const MESSAGES = String.raw`^users\/(?<address>[^/]+)\/messages`;
const MESSAGE = String.raw`${MESSAGES}\/(?<id>[^/]+)`;
const route = (
  name: string,
  method: GraphRoute['method'],
  path: string,
  answer: GraphRoute['answer'],
): GraphRoute => ({ name, method, path: new RegExp(`${path}$`, 'i'), answer });

/** Drafts, their files, their sending, and what lies in a mailbox. */
export const draftRoutes: readonly GraphRoute[] = [
  route('createDraft', 'POST', MESSAGES, createDraft),
  route('getMessage', 'GET', MESSAGE, getMessage),
  route('deleteMessage', 'DELETE', MESSAGE, deleteMessage),
  route('sendDraft', 'POST', String.raw`${MESSAGE}\/(?:microsoft\.graph\.)?send`, sendDraft),
  route('addAttachment', 'POST', String.raw`${MESSAGE}\/attachments`, addAttachment),
  route(
    'createUploadSession',
    'POST',
    String.raw`${MESSAGE}\/attachments\/(?:microsoft\.graph\.)?createuploadsession`,
    createUploadSession,
  ),
  route(
    'listMessages',
    'GET',
    String.raw`^users\/(?<address>[^/]+)\/mailfolders(?:\/|\(')(?<folder>drafts|sentitems)(?:'\))?\/messages`,
    listMessages,
  ),
];

type Refusal = { readonly refusal: GraphFailure };

function callerOf({
  who,
  params,
}: GraphCall): { readonly who: GraphCaller; readonly address: string } | Refusal {
  return who ? { who, address: params.address ?? '' } : { refusal: graphFailures.tokenEmpty() };
}

function mailboxOf(call: GraphCall): { readonly mailbox: Mailbox } | Refusal {
  const caller = callerOf(call);
  return 'refusal' in caller ? caller : findMailboxFor('Mail.ReadWrite', caller.who, caller.address);
}

function itemOf(call: GraphCall): { readonly mailbox: Mailbox; readonly item: Item } | Refusal {
  const found = mailboxOf(call);
  if ('refusal' in found) return found;
  const item = call.exchange.world.items.find(found.mailbox.address, call.params.id ?? '', isImmutable(call));
  return item ? { ...found, item } : { refusal: graphFailures.itemNotFound() };
}

const isImmutable = ({ exchange }: GraphCall) =>
  /idtype\s*=\s*"?immutableid"?/i.test(String(exchange.request.headers.prefer ?? ''));

async function jsonOf({ exchange }: GraphCall): Promise<string | Refusal> {
  const body = await readBody(exchange.request, REQUEST_LIMIT_BYTES);
  if (!body) return { refusal: graphFailures.tooLarge() };
  if (mediaType(exchange.request) !== 'application/json')
    return { refusal: graphFailures.mediaTypeUnknown() };
  return body.toString('utf8');
}

async function createDraft(call: GraphCall): Promise<GraphAnswer> {
  const text = await jsonOf(call);
  if (typeof text !== 'string') return text;
  const found = mailboxOf(call);
  if ('refusal' in found) return found;
  const read = readDraft(text);
  if ('refusal' in read) return read;
  const { world } = call.exchange;
  const item = world.items.add(found.mailbox.address, 'drafts', read.value, world.now());
  return { status: 201, body: shown(item, isImmutable(call)) };
}

async function getMessage(call: GraphCall): Promise<GraphAnswer> {
  const found = itemOf(call);
  return 'refusal' in found ? found : { status: 200, body: shown(found.item, isImmutable(call)) };
}

async function listMessages(call: GraphCall): Promise<GraphAnswer> {
  const found = mailboxOf(call);
  if ('refusal' in found) return found;
  const folder = call.params.folder?.toLowerCase() === 'drafts' ? 'drafts' : 'sentitems';
  const items = call.exchange.world.items.list(found.mailbox.address, folder);
  return { status: 200, body: { value: items.map((item) => shown(item, isImmutable(call))) } };
}

async function deleteMessage(call: GraphCall): Promise<GraphAnswer> {
  const found = itemOf(call);
  if ('refusal' in found) return found;
  call.exchange.world.items.remove(found.item);
  return { status: 204 };
}

async function addAttachment(call: GraphCall): Promise<GraphAnswer> {
  const text = await jsonOf(call);
  if (typeof text !== 'string') return text;
  const found = itemOf(call);
  if ('refusal' in found) return found;
  const read = readFile(text);
  if ('refusal' in read) return read;
  if (read.value.bytes > POST_LIMIT_BYTES) return { refusal: graphFailures.tooLarge() };
  found.item.attachments.push(read.value);
  const { name, bytes, contentId } = read.value;
  const body = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    id: randomUUID(),
    name,
    size: bytes,
    contentId,
  };
  return { status: 201, body };
}

async function createUploadSession(call: GraphCall): Promise<GraphAnswer> {
  const text = await jsonOf(call);
  if (typeof text !== 'string') return text;
  const found = itemOf(call);
  if ('refusal' in found) return found;
  const file = readItemToUpload(text);
  if (!file)
    return { refusal: graphFailures.bodyUnreadable('The AttachmentItem of the request is not complete.') };
  if (file.size < SESSION_LEAST_BYTES) return { refusal: graphFailures.attachmentTooSmall() };
  if (file.size > MESSAGE_LIMIT_BYTES) return { refusal: graphFailures.attachmentTooLarge() };
  const { world, door } = call.exchange;
  const session = world.items.open(found.item, file, world.now());
  const uploadUrl = `${door.origin}/v1.0/uploadSessions/${session.id}?authtoken=${session.authToken}`;
  return {
    status: 201,
    body: { uploadUrl, expirationDateTime: session.expiresAt.toISOString(), nextExpectedRanges: ['0-'] },
  };
}

function readItemToUpload(text: string): { name: string; size: number; contentId: string | null } | null {
  try {
    const request = JSON.parse(text) as Record<string, unknown>;
    const item = (request.AttachmentItem ?? request.attachmentItem) as Record<string, unknown>;
    const { attachmentType, name, size, contentId } = item;
    const isWhole = attachmentType === 'file' && typeof name === 'string' && Number.isSafeInteger(size);
    return isWhole
      ? { name, size: Number(size), contentId: typeof contentId === 'string' ? contentId : null }
      : null;
  } catch {
    return null;
  }
}

/** Sending takes Mail.Send, and the draft that Mail.ReadWrite made. The order of its questions is that of `sendMail`. */
async function sendDraft(call: GraphCall): Promise<GraphAnswer> {
  const caller = callerOf(call);
  if ('refusal' in caller) return caller;
  await readBody(call.exchange.request, 16_384);
  const found = findMailboxFor('Mail.Send', caller.who, caller.address);
  if ('refusal' in found) return found;
  const { world } = call.exchange;
  const { mailbox } = found;
  const item = world.items.find(mailbox.address, call.params.id ?? '', isImmutable(call));
  if (item?.folder !== 'drafts') return { refusal: graphFailures.itemNotFound() };
  const weight = item.attachments.reduce((sum, { bytes }) => sum + bytes, 0);
  if (weight > MESSAGE_LIMIT_BYTES) return { refusal: graphFailures.messageTooLarge() };
  const message = { ...item.message, attachments: item.attachments, saveToSentItems: true };
  const answer = handIn(call, caller.who, mailbox, message);
  if (!('refusal' in answer)) world.items.moveToSent(item);
  return answer;
}

function shown(item: Item, immutable: boolean): Record<string, unknown> {
  const { subject, to, from, bodyType, body } = item.message;
  const people = (addresses: readonly string[]) =>
    addresses.map((address) => ({ emailAddress: { address } }));
  return {
    id: immutable ? item.immutableId : item.id,
    createdDateTime: item.createdAt,
    isDraft: item.folder === 'drafts',
    parentFolderId: item.folder,
    subject,
    body: { contentType: bodyType, content: body },
    from: from === null ? null : { emailAddress: { address: from } },
    toRecipients: people(to),
    hasAttachments: item.attachments.length > 0,
  };
}
