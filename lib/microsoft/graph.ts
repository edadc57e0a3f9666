import { randomUUID } from 'node:crypto';
import type { Cloud } from './cloud';
import { cloudEndpoints } from './clouds';
import { type CallLimits, endOfCall, GRAPH_DEADLINE_MS } from './deadline';
import { exchange, type HttpRequest } from './exchange';
import type { MicrosoftFailure } from './failure';
import { failureOfGraph } from './failure-of-graph';
import { failureOfNetwork } from './failure-of-network';
import { NetworkFault } from './network-fault';
import { type HttpAnswer, jsonObjectOf } from './read-answer';
import type { AccessToken } from './request-access-token';

/** How one call of Graph ended: with a complete answer, or broken off. */
export type GraphReply = { readonly clientRequestId: string; readonly token: AccessToken } & (
  | { readonly kind: 'answered'; readonly answer: HttpAnswer }
  | { readonly kind: 'broken_off'; readonly fault: NetworkFault }
);

/**
 * Posts JSON to Graph, once, as {@link callGraph} does.
 * @param path below the origin, percent-encoded, such as `/v1.0/users/a%40b.c/sendMail`
 */
export async function postToGraph(
  call: { readonly cloud: Cloud; readonly token: AccessToken; readonly path: string; readonly body: unknown },
  limits: CallLimits = {},
): Promise<GraphReply> {
  const headers = { 'content-type': JSON_TYPE };
  return callGraph({ ...call, method: 'POST', headers, body: JSON.stringify(call.body) }, limits);
}

/**
 * Names and finds a message by an id that stays the same when a draft is sent and lies in Sent Items: every call about
 * it has to ask for that. Source: learn.microsoft.com/graph/outlook-immutable-id.
 */
export const IMMUTABLE_ID = { prefer: 'IdType="ImmutableId"' };

/** The content type of JSON. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Calls Graph, once: never retried, because Graph has no idempotency key and a second post may send a second mail.
 * Headers and body together take at most `deadlineMs` (default 10 s); a signal ends it sooner.
 * @param headers besides the token and the ids, by lower-case name
 */
export async function callGraph(
  { cloud, token, ...call }: { readonly cloud: Cloud; readonly token: AccessToken } & HttpRequest,
  limits: CallLimits = {},
): Promise<GraphReply> {
  const clientRequestId = randomUUID();
  const common = { clientRequestId, token };
  const headers = {
    authorization: `Bearer ${token.value.reveal()}`,
    accept: 'application/json',
    'client-request-id': clientRequestId,
    ...call.headers,
  };
  try {
    const end = endOfCall(limits, GRAPH_DEADLINE_MS);
    const answer = await exchange(cloudEndpoints(cloud), 'graph', { ...call, headers }, end);
    return { kind: 'answered', answer, ...common };
  } catch (error) {
    if (error instanceof NetworkFault) return { kind: 'broken_off', fault: error, ...common };
    throw error;
  }
}

/** The status, as far as one came: also of an answer that broke off inside its body. */
export function statusOf(reply: GraphReply): number | null {
  return reply.kind === 'answered' ? reply.answer.status : (reply.fault.head?.status ?? null);
}

/**
 * Whether Graph may have done what was asked although it did not say so. Certainly not: when no connection came about,
 * on a 4xx, and on a 503 that asks in JSON to come again (Retry-After). Anything else that is no 202 may have been taken;
 * mails accepted and then answered with 504 or a reset are on record.
 */
export function mayHaveBeenTaken(reply: GraphReply): boolean {
  const status = statusOf(reply);
  if (status === null) return reply.kind === 'broken_off' && reply.fault.maybeSent;
  // 499 is a proxy's note that it was hung up on, after it may have passed the request on.
  if (status >= 400 && status < 500) return status === 499;
  if (status === 503 && reply.kind === 'answered') {
    return reply.answer.headers['retry-after'] === undefined || jsonObjectOf(reply.answer.body) === null;
  }
  return true;
}

/** What a reply that is no success means, in our words. */
export function failureOfReply(reply: GraphReply): MicrosoftFailure {
  const { clientRequestId, token } = reply;
  if (reply.kind === 'answered') {
    const { status, headers, body } = reply.answer;
    return failureOfGraph(status, headers, body, {
      roles: token.roles,
      secrets: [token.value],
      clientRequestId,
    });
  }
  const failure = failureOfNetwork(reply.fault, [token.value]);
  return { ...failure, raw: { ...failure.raw, correlationId: failure.raw.correlationId ?? clientRequestId } };
}

/**
 * The path of sendMail for a mailbox.
 * @throws RangeError for what is no address: `..` would lead elsewhere
 */
export function sendMailPath(address: string): string {
  return `${mailboxPath(address)}/sendMail`;
}

/**
 * The path of a mailbox's messages, or of one of them.
 * @throws RangeError for what is no address, or no id of Graph's
 */
export function messagesPath(address: string, id?: string): string {
  const messages = `${mailboxPath(address)}/messages`;
  if (id === undefined) return messages;
  // base64, also in its spelling for URLs.
  if (!/^[A-Za-z0-9+/=_-]+$/.test(id)) throw new RangeError('Not an id of a message.');
  return `${messages}/${encodeURIComponent(id)}`;
}

function mailboxPath(address: string): string {
  if (!/^[^@]+@[^@]+$/.test(address)) throw new RangeError('Not a mailbox address.');
  return `/v1.0/users/${encodeURIComponent(address)}`;
}
