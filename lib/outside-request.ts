import { AsyncLocalStorage } from 'node:async_hooks';
import { currentRequestId, withRequestId } from './log';

/** On globalThis, because another bundle of the same process loads this file again, later and within a request. */
const held = globalThis as unknown as { posthouseStart?: <T>(work: () => T) => T };

// What is loaded first is loaded at the start, by instrumentation.ts, where there is no request.
held.posthouseStart ??= AsyncLocalStorage.snapshot();
const fromStart = held.posthouseStart;

/**
 * Runs `work` in the async context that the process started with, taking along the request's id for the log and nothing
 * else. For what a library keeps after the request: on Node 20 and 22 each promise and timer holds on to the context that
 * it was made in, which is, in Next, the whole request, with every field of its form.
 */
export function outsideRequest<T>(work: () => T): T {
  const requestId = currentRequestId();
  return fromStart(() => (requestId === undefined ? work() : withRequestId(requestId, work)));
}
