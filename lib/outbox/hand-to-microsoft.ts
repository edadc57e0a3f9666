import type { CustomerId } from '@/lib/customer/customer';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { type OutboundMail, sendMail } from '@/lib/microsoft/send-mail';
import { type SignInFailure, signInForSending } from '@/lib/registration/sign-in-for-sending';
import type { SendReport } from './message';

/** The longest that all calls of one mail may take together, and what a call of Graph is left with in any case. */
const LONGEST_MS = 14_000;
const SHORTEST_GRAPH_MS = 4_000;

/** Less than this for a second sign-in is not worth the try. */
const SHORTEST_SIGN_IN_MS = 1_000;

type Ending = Omit<SendReport, 'messageId' | 'settledAt'>;
type Mail = Omit<OutboundMail, 'cloud' | 'token'>;

/**
 * Hands one mail to Graph, with the token at hand or a new one, within 14 seconds. A token that Graph refuses (401) is
 * forgotten, and if there is time the mail is handed over once more with a new one: a 401 has certainly not taken it.
 */
export async function handToMicrosoft(
  customerId: CustomerId,
  registrationId: string,
  mail: Mail,
): Promise<Ending> {
  const begunAt = performance.now();
  const leftMs = () => LONGEST_MS - (performance.now() - begunAt);
  const ending = await signInAndSend(customerId, registrationId, mail, leftMs);
  const isWorthATry = leftMs() > SHORTEST_GRAPH_MS + SHORTEST_SIGN_IN_MS;
  if (ending.state !== 'failed' || ending.code !== 'token_refused' || !isWorthATry) return ending;
  return signInAndSend(customerId, registrationId, mail, leftMs);
}

async function signInAndSend(
  customerId: CustomerId,
  registrationId: string,
  mail: Mail,
  leftMs: () => number,
): Promise<Ending> {
  const limits = atLeast(1, leftMs() - SHORTEST_GRAPH_MS);
  const signedIn = await signInForSending(customerId, registrationId, new Date(), limits);
  if (!signedIn.ok) return notSignedIn(signedIn.failure);
  const { cloud, token, credentialKey } = signedIn.value;
  const outcome = await sendMail({ cloud, token, ...mail }, atLeast(SHORTEST_GRAPH_MS, leftMs()));
  if (outcome.state === 'accepted') return { state: 'accepted', code: null, answer: outcome.raw };
  if (outcome.failure.code === 'token_refused') forgetAccessToken(credentialKey);
  return { state: outcome.state, code: outcome.failure.code, answer: outcome.failure.raw };
}

function notSignedIn(failure: SignInFailure): Ending {
  if (failure.code === 'sign_in_known_to_fail') {
    const earlier = { code: failure.because, at: failure.since };
    return { state: 'failed', code: failure.code, answer: null, earlier };
  }
  return { state: 'failed', code: failure.code, answer: 'raw' in failure ? failure.raw : null };
}

// AbortSignal.timeout throws for a part of a millisecond.
const atLeast = (leastMs: number, ms: number) => ({ deadlineMs: Math.ceil(Math.max(leastMs, ms)) });
