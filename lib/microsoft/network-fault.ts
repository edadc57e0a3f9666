import { AuthError } from '@azure/msal-node';
import type { HttpAnswer } from './read-answer';

/**
 * No complete answer came. A subclass of MSAL's AuthError, because MSAL turns any other error of a network module into
 * a bare `network_error` and loses its cause.
 */
export class NetworkFault extends AuthError {
  constructor(
    readonly kind: 'unreachable' | 'timed_out' | 'too_large',
    /** Node's or undici's code, such as `ECONNRESET`; `ETIMEDOUT` for our own deadline. */
    readonly causeCode: string,
    /** False: there was no connection yet, so not one byte of the request was written. */
    readonly maybeSent: boolean,
    /** The status line and headers, when these had come before the body broke off. */
    readonly head: Omit<HttpAnswer, 'body'> | null,
    cause: unknown,
  ) {
    super('network_fault', '', `${kind} (${causeCode})`);
    // AuthError's constructor sets the prototype back to its own.
    Object.setPrototypeOf(this, NetworkFault.prototype);
    this.name = 'NetworkFault';
    this.cause = cause;
  }
}

/** More came than is read of an answer. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** Names what went wrong underneath. `deadlinePassed`: our own limit ended the exchange. */
export function networkFaultOf(
  error: unknown,
  deadlinePassed: boolean,
  maybeSent: boolean,
  head: Omit<HttpAnswer, 'body'> | null,
): NetworkFault {
  if (error instanceof AnswerTooLarge)
    return new NetworkFault('too_large', 'TOO_LARGE', maybeSent, head, error);
  if (deadlinePassed) return new NetworkFault('timed_out', 'ETIMEDOUT', maybeSent, head, error);
  const code = codeOf(error);
  const kind = /TIMEOUT|TIMEDOUT/.test(code) ? 'timed_out' : 'unreachable';
  return new NetworkFault(kind, code, maybeSent, head, error);
}

/** A socket error's own code, or that of its cause, or of the first of an AggregateError (IPv6 and IPv4 both tried). */
function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 3) return 'UNKNOWN';
  const { code, cause, errors, name } = error as Record<'code' | 'cause' | 'errors' | 'name', unknown>;
  // undici names its parser's error by its class alone.
  const unnamed = name === 'HTTPParserError' ? 'HPE_INVALID' : 'UNKNOWN';
  const own = typeof code === 'string' ? code : unnamed;
  // UND_ERR_SOCKET is undici's cover for whatever befell the socket.
  if (own !== 'UNKNOWN' && own !== 'UND_ERR_SOCKET') return own;
  const below = codeOf(Array.isArray(errors) ? errors[0] : cause, depth + 1);
  return below === 'UNKNOWN' ? own : below;
}
