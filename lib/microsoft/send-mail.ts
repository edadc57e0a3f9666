import { checkMail, type MailFault } from './check-mail';
import type { Cloud } from './cloud';
import { type CallLimits, forBytes } from './deadline';
import { callGraph, failureOfReply, mayHaveBeenTaken, sendMailPath, statusOf } from './graph';
import type { Mail } from './mail';
import { type MailPlan, planMail } from './plan-mail';
import { rawAnswer } from './raw-answer';
import type { AccessToken } from './request-access-token';
import { sendAsDraft } from './send-as-draft';
import { acceptedBy, type SendOutcome } from './send-outcome';

/** A mail, the mailbox that it goes out through, and the token that may send from there. */
export interface Delivery {
  readonly cloud: Cloud;
  readonly token: AccessToken;
  /** The address of the mailbox, which is not always the From. */
  readonly mailbox: string;
  readonly mail: Mail;
}

/**
 * Hands one mail to Graph, once, by the road that its exact size asks for: one request, or a draft with its files. A
 * 202 is accepted, whatever else it carries (also a Retry-After, on which clients have sent the mail again). What
 * certainly was not taken is `failed`; every other end is `unknown`.
 *
 * A mail with a fault that {@link checkMail} finds is not handed over. One over the limit of one request needs
 * Mail.ReadWrite, and is tried also where the token does not show it: what Exchange grants (RBAC for Applications) adds
 * to what Entra does and is in no token, so only Graph can say.
 *
 * @param limits for each call by itself, besides what its size adds
 * @throws RangeError when `mailbox` is no address
 */
export async function deliverMail(
  { cloud, token, mailbox, mail }: Delivery,
  limits: CallLimits = {},
): Promise<SendOutcome> {
  const [fault] = checkMail(mail);
  if (fault) return heldBack(fault);
  const plan = planMail(mail, new Date());
  if (plan.road === 'one_request') return sendAtOnce({ cloud, token, mailbox }, plan, limits);
  return sendAsDraft({ cloud, token, mailbox }, plan, limits);
}

async function sendAtOnce(
  { cloud, token, mailbox }: Omit<Delivery, 'mail'>,
  { contentType, body, bytes }: Extract<MailPlan, { readonly road: 'one_request' }>,
  limits: CallLimits,
): Promise<SendOutcome> {
  const path = sendMailPath(mailbox);
  const headers = { 'content-type': contentType };
  const reply = await callGraph(
    { cloud, token, method: 'POST', path, headers, body },
    forBytes(limits, bytes),
  );
  if (statusOf(reply) === 202) return acceptedBy(reply);
  const failure = failureOfReply(reply);
  if (mayHaveBeenTaken(reply)) return { state: 'unknown', failure, step: 'request', look: null };
  return { state: 'failed', failure, step: 'request', draftMayRemain: false };
}

function heldBack({ code, values }: MailFault): SendOutcome {
  const failure = { code, retryAfterSeconds: null, raw: rawAnswer({}, []) };
  return { state: 'failed', failure, step: 'check', draftMayRemain: false, values };
}
