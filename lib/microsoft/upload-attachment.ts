import { setTimeout as sleep } from 'node:timers/promises';
import { fail, type Result, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { Cloud } from './cloud';
import { cloudEndpoints } from './clouds';
import { type CallLimits, endOfCall, forBytes, GRAPH_DEADLINE_MS } from './deadline';
import { exchange } from './exchange';
import { isRoadFailure, type MicrosoftFailure } from './failure';
import { failureOfGraph } from './failure-of-graph';
import { failureOfNetwork } from './failure-of-network';
import { callGraph, failureOfReply, IMMUTABLE_ID, JSON_TYPE, messagesPath, statusOf } from './graph';
import type { MailAttachment } from './mail';
import { NetworkFault } from './network-fault';
import { rawAnswer } from './raw-answer';
import { type HttpAnswer, jsonObjectOf, textOf } from './read-answer';
import type { AccessToken } from './request-access-token';
import { uploadOrigins } from './upload-origins';

/**
 * What one PUT carries, in bytes: a multiple of 320 KiB, as every range but the last has to be, and below 4 MB.
 * Source: learn.microsoft.com/graph/outlook-large-attachments.
 */
export const RANGE_BYTES = 12 * 320 * 1024;

/** How often one file may falter, whatever the cause, before its upload has failed. */
const MOST_FAULTS = 4;
const PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5_000;

/** The draft that a file is for, and who adds it. */
export interface DraftPlace {
  readonly cloud: Cloud;
  readonly token: AccessToken;
  readonly mailbox: string;
  readonly draftId: string;
}

/** Where to put, until when. Its address lets in whoever knows it, so its path is a secret. */
interface Session {
  readonly origin: string;
  readonly path: Secret;
  readonly expiresAt: number;
}

/** How one PUT ended: all of it is there, or where to go on, or what went wrong. */
type Step =
  | { readonly kind: 'complete' }
  | { readonly kind: 'next'; readonly at: number }
  | { readonly kind: 'gone'; readonly failure: MicrosoftFailure }
  | { readonly kind: 'fault'; readonly failure: MicrosoftFailure };

/**
 * Adds one large file to a draft through an upload session, range after range in order. An upload sends nothing, so what
 * breaks off is taken up again where Microsoft says that it waits (`nextExpectedRanges`); a session that has expired is
 * replaced by a new one. After four faults the upload has failed, with the last one's cause.
 */
export async function uploadAttachment(
  place: DraftPlace,
  attachment: MailAttachment,
  limits: CallLimits = {},
): Promise<Result<null, MicrosoftFailure>> {
  const { content } = attachment;
  let session: Session | null = null;
  let at = 0;
  for (let faults = 0; ; ) {
    if (session === null || session.expiresAt <= Date.now()) {
      const opened = await openSession(place, attachment, limits);
      if (!opened.ok) return opened;
      [session, at] = [opened.value, 0];
    }
    const step: Step = await putRange(place.cloud, session, content, at, limits);
    if (step.kind === 'complete') return succeed(null);
    if (step.kind === 'next' && step.at > at) {
      at = step.at;
      continue;
    }
    faults += 1;
    const failure = step.kind === 'next' ? notMovingOn() : step.failure;
    if (faults >= MOST_FAULTS || isFinal(failure)) return fail(failure);
    await sleep(Math.min((failure.retryAfterSeconds ?? 0) * 1_000 || PAUSE_MS, LONGEST_PAUSE_MS));
    if (step.kind === 'gone') session = null;
    else
      at =
        step.kind === 'next' ? step.at : await whereToGoOn(place.cloud, session, content.length, at, limits);
  }
}

async function openSession(
  { cloud, token, mailbox, draftId }: DraftPlace,
  { name, contentType, content, contentId }: MailAttachment,
  limits: CallLimits,
): Promise<Result<Session, MicrosoftFailure>> {
  const inline = contentId === null ? {} : { isInline: true, contentId };
  const item = { attachmentType: 'file', name, contentType, size: content.length, ...inline };
  const path = `${messagesPath(mailbox, draftId)}/attachments/createUploadSession`;
  const body = JSON.stringify({ AttachmentItem: item });
  const headers = { ...IMMUTABLE_ID, 'content-type': JSON_TYPE };
  const reply = await callGraph({ cloud, token, method: 'POST', path, headers, body }, limits);
  if (reply.kind !== 'answered' || statusOf(reply) !== 201) return fail(failureOfReply(reply));
  const said = jsonObjectOf(reply.answer.body);
  const address = textOf(said?.uploadUrl);
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  const isKnownHost = url !== null && uploadOrigins(cloud).includes(url.origin);
  if (isKnownHost) return succeed(sessionAt(url, textOf(said?.expirationDateTime)));
  // Of the address its host alone is repeated: whoever has all of it can write to the draft.
  const message = url
    ? `The upload address is at ${url.protocol}//${url.host}, which is none of the hosts known to belong to this cloud.`
    : 'The upload address is missing.';
  const { 'request-id': requestId } = reply.answer.headers;
  const raw = rawAnswer({ status: 201, message, requestId, correlationId: reply.clientRequestId }, [
    token.value,
  ]);
  const code = url ? 'upload_host_unknown' : 'upload_session_failed';
  return fail({ code, retryAfterSeconds: null, raw });
}

function sessionAt({ origin, pathname, search }: URL, expires: string | null): Session {
  const end = Date.parse(expires ?? '');
  const expiresAt = Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
  return { origin, path: new Secret(`${pathname}${search}`), expiresAt };
}

async function putRange(
  cloud: Cloud,
  session: Session,
  content: Uint8Array,
  at: number,
  limits: CallLimits,
): Promise<Step> {
  // A view: the bytes are not copied.
  const range = content.subarray(at, at + RANGE_BYTES);
  const headers = {
    'content-type': 'application/octet-stream',
    'content-range': `bytes ${at}-${at + range.length - 1}/${content.length}`,
  };
  const body = {
    bytes: range.length,
    *pieces() {
      yield range;
    },
  };
  const asked = await ask(cloud, session, { method: 'PUT', headers, body }, forBytes(limits, range.length));
  if (!asked.ok) return { kind: 'fault', failure: asked.failure };
  const { status } = asked.value;
  if (status === 201) return { kind: 'complete' };
  const next = nextExpected(asked.value, content.length);
  if (status === 200 && next !== null) return { kind: 'next', at: next };
  // 416: this range is there already, or an earlier one is not.
  if (status === 416 && next !== null && next !== at) return { kind: 'next', at: next };
  const failure = failureOfUpload(asked.value, session);
  return { kind: status === 404 || status === 410 ? 'gone' : 'fault', failure };
}

/** Asks the session where it waits; where it does not say, the same range is put once more, which changes nothing. */
async function whereToGoOn(
  cloud: Cloud,
  session: Session,
  size: number,
  at: number,
  limits: CallLimits,
): Promise<number> {
  const asked = await ask(cloud, session, { method: 'GET', headers: {} }, limits);
  return (asked.ok && asked.value.status === 200 ? nextExpected(asked.value, size) : null) ?? at;
}

async function ask(
  cloud: Cloud,
  { origin, path }: Session,
  request: Omit<Parameters<typeof exchange>[2], 'path'>,
  limits: CallLimits,
): Promise<Result<HttpAnswer, MicrosoftFailure>> {
  try {
    const end = endOfCall(limits, GRAPH_DEADLINE_MS);
    const whole = { ...request, path: path.reveal() };
    return succeed(await exchange(cloudEndpoints(cloud), { upload: origin }, whole, end));
  } catch (error) {
    if (error instanceof NetworkFault) return fail(failureOfNetwork(error, [path]));
    throw error;
  }
}

/** The first byte that the session waits for: `["3932160"]`, `["3932160-"]` and `["3932160-5000000"]` are all told. */
function nextExpected({ body }: HttpAnswer, size: number): number | null {
  const ranges = jsonObjectOf(body)?.nextExpectedRanges;
  const first = Array.isArray(ranges) ? /^\s*(\d+)/.exec(String(ranges[0]))?.[1] : undefined;
  const at = Number(first ?? Number.NaN);
  return Number.isSafeInteger(at) && at < size ? at : null;
}

function failureOfUpload({ status, headers, body }: HttpAnswer, { path }: Session): MicrosoftFailure {
  const failure = failureOfGraph(status, headers, body, { secrets: [path] });
  // Of a session, "not found" and the like tell nothing of the mailbox: only that the upload did not come about.
  const isTold = isRoadFailure(failure.code) || failure.code === 'message_too_large';
  return isTold ? failure : { ...failure, code: 'upload_session_failed' };
}

/** What asking again does not change. */
function isFinal({ code }: MicrosoftFailure): boolean {
  return code === 'message_too_large';
}

function notMovingOn(): MicrosoftFailure {
  const message = 'The upload session asks for the same bytes again and again.';
  return { code: 'upload_session_failed', retryAfterSeconds: null, raw: rawAnswer({ message }, []) };
}
