import type { CustomerId } from '@/lib/customer/customer';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { mayLieInToken, type RawAnswer } from '@/lib/microsoft/failure';
import { type Mail, recipientsOf } from '@/lib/microsoft/mail';
import { deliverMail } from '@/lib/microsoft/send-mail';
import type { SendOutcome } from '@/lib/microsoft/send-outcome';
import { type SignInFailure, signInForSending } from '@/lib/registration/sign-in-for-sending';
import type { SendDetail, SendReport } from './message';

/** The longest that all calls of one mail may take together, and what a call of Graph is left with in any case. */
const LONGEST_MS = 14_000;
const SHORTEST_GRAPH_MS = 4_000;

/** Less than this for a second sign-in is not worth the try. */
const SHORTEST_SIGN_IN_MS = 1_000;

type Ending = Omit<SendReport, 'messageId' | 'settledAt'>;

/** How one try ended, and whether a new token may fare better. Then certainly nothing was taken. */
interface Try {
  readonly ending: Ending;
  readonly newTokenMayHelp: boolean;
}

/** A mail, and the address of the mailbox that it goes out through. */
interface Handed {
  readonly mailbox: string;
  readonly mail: Mail;
}

/**
 * Hands one mail to Graph, with the token at hand or a new one, within 14 seconds besides what a
 * large one takes on its way. A token that Graph refuses, or whose permissions it says do not suffice, is forgotten: one
 * from before a grant must not be used after it. A refused token, and one at hand whose permissions do not suffice, is
 * replaced at once if there is time, and the mail handed over once more: a 401 or 403 has certainly not taken it.
 */
export async function handToMicrosoft(
  customerId: CustomerId,
  registrationId: string,
  handed: Handed,
): Promise<Ending> {
  const begunAt = performance.now();
  const leftMs = () => LONGEST_MS - (performance.now() - begunAt);
  const first = await signInAndSend(customerId, registrationId, handed, leftMs);
  const isWorthATry = leftMs() > SHORTEST_GRAPH_MS + SHORTEST_SIGN_IN_MS;
  if (!first.newTokenMayHelp || !isWorthATry) return first.ending;
  return (await signInAndSend(customerId, registrationId, handed, leftMs)).ending;
}

async function signInAndSend(
  customerId: CustomerId,
  registrationId: string,
  handed: Handed,
  leftMs: () => number,
): Promise<Try> {
  const limits = atLeast(1, leftMs() - SHORTEST_GRAPH_MS);
  const signedIn = await signInForSending(customerId, registrationId, new Date(), limits);
  if (!signedIn.ok) return final(notSignedIn(signedIn.failure));
  const { cloud, token, credentialKey, atHand } = signedIn.value;
  const outcome = await deliverMail({ cloud, token, ...handed }, atLeast(SHORTEST_GRAPH_MS, leftMs()));
  const detail = detailOf(outcome, handed.mail);
  if (outcome.state === 'accepted')
    return final({ state: 'accepted', code: null, answer: outcome.raw, detail });
  const { code, raw } = outcome.failure;
  const ending = { state: outcome.state, code, answer: wasAnswered(raw) ? raw : null, detail };
  if (!mayLieInToken(code)) return final(ending);
  forgetAccessToken(credentialKey);
  const isSafe = outcome.state === 'failed' && !outcome.draftMayRemain;
  return { ending, newTokenMayHelp: isSafe && (atHand || code === 'token_refused') };
}

const final = (ending: Ending): Try => ({ ending, newTokenMayHelp: false });

const NOTHING: SendDetail = { step: null, draftMayRemain: false, look: null, badAddresses: [] };

function detailOf(outcome: SendOutcome, mail: Mail): SendDetail {
  if (outcome.state === 'accepted') return { ...NOTHING, look: outcome.look ?? null };
  const { step } = outcome;
  if (outcome.state === 'unknown') return { ...NOTHING, step, look: outcome.look };
  const { draftMayRemain, failure, values = [] } = outcome;
  const said = failure.raw.message ?? '';
  const badAddresses =
    failure.code === 'mail_address_malformed'
      ? values
      : failure.code === 'recipient_refused'
        ? // Exchange names them in its text alone.
          [...new Set(recipientsOf(mail).map(({ address }) => address))].filter((each) => said.includes(each))
        : [];
  return { ...NOTHING, step, draftMayRemain, badAddresses };
}

/** Of a mail that was held back here, there is no answer of Microsoft's to show. */
const wasAnswered = ({ status, code, message }: RawAnswer) => (status ?? code ?? message) !== null;

function notSignedIn(failure: SignInFailure): Ending {
  if (failure.code === 'sign_in_known_to_fail') {
    const earlier = { code: failure.because, at: failure.since };
    return { state: 'failed', code: failure.code, answer: null, detail: NOTHING, earlier };
  }
  return {
    state: 'failed',
    code: failure.code,
    answer: 'raw' in failure ? failure.raw : null,
    detail: NOTHING,
  };
}

// AbortSignal.timeout throws for a part of a millisecond.
const atLeast = (leastMs: number, ms: number) => ({ deadlineMs: Math.ceil(Math.max(leastMs, ms)) });
