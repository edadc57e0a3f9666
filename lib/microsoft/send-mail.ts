import type { Cloud } from './cloud';
import type { CallLimits } from './deadline';
import type { MicrosoftFailure, RawAnswer } from './failure';
import {
  failureOfReply,
  type GraphReply,
  mayHaveBeenTaken,
  postToGraph,
  sendMailPath,
  statusOf,
} from './graph';
import { rawAnswer } from './raw-answer';
import type { AccessToken } from './request-access-token';

/** A plain-text mail to one recipient. */
export interface OutboundMail {
  readonly cloud: Cloud;
  readonly token: AccessToken;
  readonly from: { readonly address: string; readonly name: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The three ways a send ends. `unknown` is never to be tried again by a machine: it may have been sent. */
export type SendOutcome =
  | {
      readonly state: 'accepted';
      /** Graph's id of the request. */
      readonly requestId: string | null;
      /** Ours, which Microsoft's support can look for as well. */
      readonly clientRequestId: string;
      readonly acceptedAt: Date;
      readonly raw: RawAnswer;
    }
  | { readonly state: 'failed'; readonly failure: MicrosoftFailure }
  | { readonly state: 'unknown'; readonly failure: MicrosoftFailure };

/**
 * Hands one mail to Graph, once. A 202 is accepted, whatever else it carries (also a Retry-After, on which clients have
 * sent the mail again). What certainly was not taken is `failed`; every other end is `unknown`.
 * @throws RangeError when `from.address` is no address
 */
export async function sendMail(mail: OutboundMail, limits: CallLimits = {}): Promise<SendOutcome> {
  const message = {
    subject: mail.subject,
    body: { contentType: 'Text', content: mail.text },
    from: { emailAddress: { address: mail.from.address, name: mail.from.name } },
    toRecipients: [{ emailAddress: { address: mail.to } }],
  };
  const reply = await postToGraph(
    {
      cloud: mail.cloud,
      token: mail.token,
      path: sendMailPath(mail.from.address),
      body: { message, saveToSentItems: true },
    },
    limits,
  );
  if (statusOf(reply) === 202) return accepted(reply);
  return { state: mayHaveBeenTaken(reply) ? 'unknown' : 'failed', failure: failureOfReply(reply) };
}

function accepted(reply: GraphReply): SendOutcome {
  const acceptedAt = new Date();
  const headers = (reply.kind === 'answered' ? reply.answer.headers : reply.fault.head?.headers) ?? {};
  const requestId = headers['request-id'] ?? null;
  const correlationId = headers['client-request-id'] ?? reply.clientRequestId;
  const raw = rawAnswer({ status: 202, requestId, correlationId }, [reply.token.value], acceptedAt);
  return {
    state: 'accepted',
    requestId: raw.requestId,
    clientRequestId: reply.clientRequestId,
    acceptedAt,
    raw,
  };
}
