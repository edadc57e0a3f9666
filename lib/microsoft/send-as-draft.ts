import { setTimeout as sleep } from 'node:timers/promises';
import type { Cloud } from './cloud';
import { type CallLimits, forBytes } from './deadline';
import type { MicrosoftFailure } from './failure';
import { MAIL_READ_WRITE } from './failure-of-graph';
import {
  callGraph,
  failureOfReply,
  type GraphReply,
  IMMUTABLE_ID,
  JSON_TYPE,
  mayHaveBeenTaken,
  messagesPath,
  statusOf,
} from './graph';
import type { EncodedBody } from './mail';
import type { MailPlan } from './plan-mail';
import { jsonObjectOf, textOf } from './read-answer';
import type { AccessToken } from './request-access-token';
import { acceptedBy, type LookAtDraft, type SendOutcome, type SendStep } from './send-outcome';
import { uploadAttachment } from './upload-attachment';

/** How often a draft of unknown fate is looked at, and how long is waited before each look but the first. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1_000;

interface Sender {
  readonly cloud: Cloud;
  readonly token: AccessToken;
  readonly mailbox: string;
}

/**
 * Sends a mail that is too large for one request: makes a draft, adds the files, sends the draft, each once. Until the
 * last of these calls nothing can have been sent, so what fails before it is `failed`, and the draft is removed. Where
 * the last call's end is not known, the draft is looked at by its immutable id: one that is no draft any more was sent.
 * One that still is, or that is not found, proves nothing for certain (the sending may still be going on, and its copy
 * may come later): that stays `unknown`, and the draft stays for whoever looks.
 */
export async function sendAsDraft(
  sender: Sender,
  plan: Extract<MailPlan, { readonly road: 'draft' }>,
  limits: CallLimits = {},
): Promise<SendOutcome> {
  const made = await post(sender, messagesPath(sender.mailbox), plan.draft, limits);
  const id = statusOf(made) === 201 ? idOf(made) : null;
  if (id === null) return notMade(made);

  for (const body of plan.posted) {
    const added = await post(sender, `${messagesPath(sender.mailbox, id)}/attachments`, body, limits);
    if (statusOf(added) !== 201) return givenUp(sender, id, 'upload', failureOfReply(added), limits);
  }
  for (const attachment of plan.uploaded) {
    const uploaded = await uploadAttachment({ ...sender, draftId: id }, attachment, limits);
    if (!uploaded.ok) return givenUp(sender, id, 'upload', uploaded.failure, limits);
  }

  const sent = await post(sender, `${messagesPath(sender.mailbox, id)}/send`, null, limits);
  if (statusOf(sent) === 202) return acceptedBy(sent);
  const failure = failureOfReply(sent);
  if (!mayHaveBeenTaken(sent)) return givenUp(sender, id, 'send', failure, limits);
  const { look, reply } = await lookAt(sender, id, limits);
  if (look === 'sent') return { ...acceptedBy(reply), look };
  return { state: 'unknown', failure, step: 'send', look };
}

function post(
  { cloud, token }: Sender,
  path: string,
  body: EncodedBody | null,
  limits: CallLimits,
): Promise<GraphReply> {
  const call = body
    ? { headers: { ...IMMUTABLE_ID, 'content-type': JSON_TYPE }, body }
    : { headers: IMMUTABLE_ID, body: '' };
  return callGraph({ cloud, token, method: 'POST', path, ...call }, forBytes(limits, body?.bytes ?? 0));
}

function idOf(reply: GraphReply): string | null {
  const id = reply.kind === 'answered' ? textOf(jsonObjectOf(reply.answer.body)?.id) : null;
  return id !== null && /^[A-Za-z0-9+/=_-]+$/.test(id) ? id : null;
}

/** No draft, or none whose id is known. Where it may have been made all the same, somebody may find it in Drafts. */
function notMade(reply: GraphReply): SendOutcome {
  const failure = failureOfReply(reply);
  const isDenied = ['permission_missing', 'access_denied'].includes(failure.code);
  const lacksIt = isDenied && !reply.token.roles.includes(MAIL_READ_WRITE);
  return {
    state: 'failed',
    failure: lacksIt ? { ...failure, code: 'mail_over_request_limit' } : failure,
    step: 'draft',
    draftMayRemain: mayHaveBeenTaken(reply),
  };
}

/** Takes the draft away again. What was certainly not sent stays so, whether or not that succeeds. */
async function givenUp(
  { cloud, token, mailbox }: Sender,
  id: string,
  step: SendStep,
  failure: MicrosoftFailure,
  limits: CallLimits,
): Promise<SendOutcome> {
  const path = messagesPath(mailbox, id);
  const removed = statusOf(
    await callGraph({ cloud, token, method: 'DELETE', path, headers: IMMUTABLE_ID }, limits),
  );
  // Of a message that is gone, 404 from a later step says that somebody took the draft away.
  const isVanished = failure.raw.status === 404 && removed === 404;
  return {
    state: 'failed',
    failure: isVanished ? { ...failure, code: 'draft_vanished' } : failure,
    step,
    draftMayRemain: removed !== 204 && removed !== 404,
  };
}

async function lookAt(
  { cloud, token, mailbox }: Sender,
  id: string,
  limits: CallLimits,
): Promise<{ readonly look: LookAtDraft; readonly reply: GraphReply }> {
  const path = `${messagesPath(mailbox, id)}?$select=isDraft`;
  for (let looked = 1; ; looked += 1) {
    const reply = await callGraph({ cloud, token, method: 'GET', path, headers: IMMUTABLE_ID }, limits);
    const look = whatIsSeen(reply);
    if (look === 'sent' || looked === LOOKS) return { look, reply };
    await sleep(BETWEEN_LOOKS_MS);
  }
}

function whatIsSeen(reply: GraphReply): LookAtDraft {
  if (reply.kind !== 'answered') return 'not_seen';
  const { status, body } = reply.answer;
  if (status === 404) return 'vanished';
  const isDraft = status === 200 ? jsonObjectOf(body)?.isDraft : undefined;
  return isDraft === false ? 'sent' : isDraft === true ? 'still_draft' : 'not_seen';
}
