import type { Secret } from '@/lib/secret';
import type { MicrosoftFailure } from './failure';
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
    code: error.kind === 'too_large' ? 'unknown' : error.kind,
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

function wordsOfCause(fault: NetworkFault): string | null {
  if (fault.kind === 'too_large') return 'The answer is larger than 1 MB.';
  if (fault.kind === 'timed_out') {
    return fault.head ? 'The answer began and did not end in time.' : 'No answer came in time.';
  }
  return fault.cause instanceof Error ? fault.cause.message || null : null;
}
