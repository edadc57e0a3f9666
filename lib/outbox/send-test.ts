import type { CustomerId } from '@/lib/customer/customer';
import { log } from '@/lib/log';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { takeEvidence } from '@/lib/mailbox/take-evidence';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import type { RawAnswer } from '@/lib/microsoft/failure';
import { sendMail } from '@/lib/microsoft/send-mail';
import { signInForSending } from '@/lib/registration/sign-in-for-sending';
import { type Result, succeed } from '@/lib/result';
import type { MessageState, SendFailure } from './message';
import { beginMessage, settleMessage } from './store';

/** How a test mail ended. */
export interface SendReport {
  readonly messageId: string;
  readonly state: Exclude<MessageState, 'sending'>;
  readonly code: OutcomeCode | null;
  readonly answer: RawAnswer | null;
  readonly settledAt: Date;
  /** For `sign_in_known_to_fail`: what Microsoft said then, and when. */
  readonly earlier?: { readonly code: string; readonly at: Date };
}

/** The longest that a sign-in and a call of Graph may take together, and what Graph is left with in any case. */
const LONGEST_HANDING_MS = 14_000;
const SHORTEST_GRAPH_MS = 4_000;

type Ending = Omit<SendReport, 'messageId' | 'settledAt'>;

/**
 * Sends one real mail from a mailbox. The message is written down before Microsoft is asked and settled after, within 15
 * seconds; it is tried once and never again by itself. "Outcome unknown" means that Microsoft may have taken it. What Microsoft
 * answered is reported also when it cannot be written down; the message then stays "sending".
 */
export async function sendTest(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly mailboxId: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  },
): Promise<Result<SendReport, SendFailure>> {
  const { mailboxId, to, subject, text } = input;
  const begun = await beginMessage(customerId, actor, { mailboxId, recipient: to, subject });
  if (!begun.ok) return begun;
  const message = begun.value;
  const { address, name } = message;
  const ending = await hand(customerId, message.registrationId, {
    from: { address, name },
    to,
    subject,
    text,
  });
  const settledAt = new Date();
  await keepOn('settle a message', message.id, () =>
    settleMessage(customerId, actor, {
      messageId: message.id,
      mailbox: { id: mailboxId, address, customerName: message.customerName },
      state: ending.state,
      code: ending.code,
      answer: ending.answer,
      settledAt,
    }),
  );
  if (ending.state !== 'unknown' && ending.code !== 'recipient_refused') {
    await keepOn('take the proof of a message', message.id, () =>
      takeEvidence(customerId, {
        mailboxId,
        revision: message.revision,
        credentialVersion: message.credentialVersion,
        at: settledAt,
        verdict: ending.state === 'accepted' ? 'passed' : 'failed',
        code: ending.earlier ? (ending.earlier.code as OutcomeCode) : ending.code,
      }),
    );
  }
  return succeed({ messageId: message.id, settledAt, ...ending });
}

// Microsoft was asked: whoever pressed the button has to hear what became of the mail, also when it cannot be written
// down. "It failed" would have them send it again.
async function keepOn(what: string, messageId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    log.error({ messageId, name, code }, `could not ${what}`);
  }
}

async function hand(
  customerId: CustomerId,
  registrationId: string,
  mail: Omit<Parameters<typeof sendMail>[0], 'cloud' | 'token'>,
): Promise<Ending> {
  const begunAt = performance.now();
  const leftMs = () => LONGEST_HANDING_MS - (performance.now() - begunAt);
  const signedIn = await signInForSending(
    customerId,
    registrationId,
    new Date(),
    atLeast(1, leftMs() - SHORTEST_GRAPH_MS),
  );
  if (!signedIn.ok) {
    const { failure } = signedIn;
    const answer = 'raw' in failure ? failure.raw : null;
    const earlier =
      failure.code === 'sign_in_known_to_fail' ? { code: failure.because, at: failure.since } : undefined;
    return { state: 'failed', code: failure.code, answer, ...(earlier && { earlier }) };
  }
  const { cloud, token, credentialKey } = signedIn.value;
  const outcome = await sendMail({ cloud, token, ...mail }, atLeast(SHORTEST_GRAPH_MS, leftMs()));
  if (outcome.state === 'accepted') return { state: 'accepted', code: null, answer: outcome.raw };
  // Certainly not taken, and the next send should begin with a new token.
  if (outcome.failure.code === 'token_refused') forgetAccessToken(credentialKey);
  return { state: outcome.state, code: outcome.failure.code, answer: outcome.failure.raw };
}

// AbortSignal.timeout throws for a part of a millisecond.
const atLeast = (leastMs: number, ms: number) => ({ deadlineMs: Math.ceil(Math.max(leastMs, ms)) });
