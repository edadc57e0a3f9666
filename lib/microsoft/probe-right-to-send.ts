import type { Cloud } from './cloud';
import type { CallLimits } from './deadline';
import { type FailureKind, MICROSOFT_FAILURES, type MicrosoftFailure, type RawAnswer } from './failure';
import { failureOfReply, postToGraph, sendMailPath } from './graph';
import type { AccessToken } from './request-access-token';

/** What the probe shows. `not_proven` says nothing against the mailbox: only a real mail tells. */
export type ProbeOutcome =
  | { readonly verdict: 'may_send'; readonly raw: RawAnswer }
  | { readonly verdict: 'refused'; readonly failure: MicrosoftFailure }
  | { readonly verdict: 'not_proven'; readonly failure: MicrosoftFailure };

/** Kinds of failure that are an answer to the question. */
const refusals: ReadonlySet<FailureKind> = new Set(['grant', 'mailbox', 'token']);

/**
 * Asks whether `token` may send as `address`, without sending and without any permission beyond Mail.Send: a sendMail
 * with no recipients. Exchange checks the right and the mailbox before the recipients, so 400 ErrorInvalidRecipients
 * says "may send". This is behaviour that was reported, not promised by Microsoft; every surprise is `not_proven`.
 * @throws RangeError when `address` is no address
 */
export async function probeRightToSend(
  question: { readonly cloud: Cloud; readonly token: AccessToken; readonly address: string },
  limits: CallLimits = {},
): Promise<ProbeOutcome> {
  const message = {
    subject: 'Connection test',
    body: { contentType: 'Text', content: '' },
    toRecipients: [],
  };
  const reply = await postToGraph(
    {
      cloud: question.cloud,
      token: question.token,
      path: sendMailPath(question.address),
      body: { message, saveToSentItems: false },
    },
    limits,
  );
  const failure = failureOfReply(reply);
  const { status } = failure.raw;
  // Exchange has a code of its own for a mail without recipients; it says the same.
  const isAboutRecipients = failure.code === 'recipient_refused' || failure.code === 'recipients_missing';
  if (isAboutRecipients && status === 400) return { verdict: 'may_send', raw: failure.raw };
  // A mail without recipients that is taken is in no table either: it is no answer that lacks its body.
  if (status === 202) return { verdict: 'not_proven', failure: { ...failure, code: 'unknown' } };
  // What no table knows is of another kind, so a surprise is never a refusal.
  const isRefusal = status !== null && status >= 400 && refusals.has(MICROSOFT_FAILURES[failure.code].kind);
  return { verdict: isRefusal ? 'refused' : 'not_proven', failure };
}
