import type { Secret } from '@/lib/secret';
import type { MicrosoftFailure, MicrosoftFailureCode } from './failure';
import { NETWORK_CODES, NETWORK_FAMILIES } from './network-codes';
import { NetworkFault } from './network-fault';
import { rawAnswer } from './raw-answer';
import { retryAfterSeconds } from './retry-after';

/**
 * Says in our words why no complete answer came. What broke off after its headers keeps their status and request id.
 * @param secrets what must not stay in any text
 */
export function failureOfNetwork(error: unknown, secrets: readonly Secret[] = []): MicrosoftFailure {
  const now = new Date();
  if (!(error instanceof NetworkFault)) {
    const message = error instanceof Error ? error.message : null;
    return { code: 'unknown', retryAfterSeconds: null, raw: rawAnswer({ message }, secrets, now) };
  }
  const headers = error.head?.headers;
  return {
    code: codeOf(error),
    retryAfterSeconds: retryAfterSeconds(headers?.['retry-after'], now),
    raw: rawAnswer(
      {
        status: error.head?.status ?? null,
        code: error.causeCode,
        message: wordsOfCause(error),
        requestId: headers?.['request-id'] ?? headers?.['x-ms-request-id'] ?? null,
        // MSAL puts the id that it sent into whatever passes through it.
        correlationId: headers?.['client-request-id'] ?? (error.correlationId || null),
      },
      secrets,
      now,
    ),
  };
}

/**
 * How far it came tells as much as Node's code: without a byte sent there was no connection yet, and after the headers
 * the rest of the answer is what was missed.
 */
function codeOf({ kind, causeCode, maybeSent, head }: NetworkFault): MicrosoftFailureCode {
  if (kind === 'timed_out') {
    if (head) return 'answer_stalled';
    return maybeSent ? 'timed_out' : 'connect_timed_out';
  }
  const known = Object.hasOwn(NETWORK_CODES, causeCode) ? NETWORK_CODES[causeCode] : undefined;
  const means = (known ?? NETWORK_FAMILIES.find(({ begins }) => causeCode.startsWith(begins)))?.means;
  return means === 'connection_reset' && head ? 'answer_cut_off' : (means ?? 'unreachable');
}

function wordsOfCause(fault: NetworkFault): string | null {
  if (fault.kind === 'too_large') return 'The answer is larger than 1 MB.';
  if (fault.kind === 'timed_out') {
    return fault.head ? 'The answer began and did not end in time.' : 'No answer came in time.';
  }
  return fault.cause instanceof Error ? fault.cause.message || null : null;
}
