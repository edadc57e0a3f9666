import type { MicrosoftFailure, RawAnswer } from './failure';
import type { GraphReply } from './graph';
import { rawAnswer } from './raw-answer';

/** Where a mail came to its end: looked at here, in its one request, or at the draft, its files, its sending. */
export type SendStep = 'check' | 'request' | 'draft' | 'upload' | 'send';

/** What a look at the draft by its immutable id showed, after its sending had an end that is not known. */
export type LookAtDraft = 'sent' | 'still_draft' | 'vanished' | 'not_seen';

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
      /** `sent`: Graph did not say so, but the draft is in Sent Items. */
      readonly look?: 'sent';
    }
  | {
      readonly state: 'failed';
      readonly failure: MicrosoftFailure;
      readonly step: SendStep;
      /** A draft may have stayed in the mailbox, because it could not be removed. It was not sent. */
      readonly draftMayRemain: boolean;
      /** Of a mail that was held back: what is wrong in it, such as its bad addresses. */
      readonly values?: readonly string[];
    }
  | {
      readonly state: 'unknown';
      readonly failure: MicrosoftFailure;
      readonly step: SendStep;
      /** Of a draft; null for what went in one request, which leaves nothing to look at. */
      readonly look: LookAtDraft | null;
    };

/** The success that a reply stands for, also one that broke off behind its status line. */
export function acceptedBy(reply: GraphReply): Extract<SendOutcome, { readonly state: 'accepted' }> {
  const acceptedAt = new Date();
  const head = reply.kind === 'answered' ? reply.answer : reply.fault.head;
  const headers = head?.headers ?? {};
  const requestId = headers['request-id'] ?? null;
  const correlationId = headers['client-request-id'] ?? reply.clientRequestId;
  const raw = rawAnswer(
    { status: head?.status ?? null, requestId, correlationId },
    [reply.token.value],
    acceptedAt,
  );
  return {
    state: 'accepted',
    requestId: raw.requestId,
    clientRequestId: reply.clientRequestId,
    acceptedAt,
    raw,
  };
}
