/** How long one request for a token or one look into a directory may take, headers and body together, in milliseconds. */
export const ENTRA_DEADLINE_MS = 10_000;

/** How long one call of Graph may take, headers and body together, in milliseconds. */
export const GRAPH_DEADLINE_MS = 10_000;

/** How long a single call may take; for tests, and for a ladder that has less time left than the default. */
export interface CallLimits {
  /** Milliseconds. */
  readonly deadlineMs?: number;
  /** Ends the call at once, down to its socket, when somebody no longer waits for it. */
  readonly signal?: AbortSignal;
}

/**
 * What ends a call: its time, or whoever waits for it. It holds on to `limits.signal` until its time has come at the
 * latest: that signal may be a process's own and live for months.
 */
export function endOfCall({ deadlineMs, signal }: CallLimits, defaultMs: number): AbortSignal {
  const deadline = AbortSignal.timeout(deadlineMs ?? defaultMs);
  if (!signal) return deadline;
  // Not AbortSignal.any: Node 20 may collect a timeout that only another signal knows of, and it never comes.
  const either = new AbortController();
  for (const one of [deadline, signal]) {
    if (one.aborted) either.abort(one.reason);
    else
      one.addEventListener('abort', () => either.abort(one.reason), {
        once: true,
        // The other of the two lets go as well.
        signal: either.signal,
      });
  }
  return either.signal;
}

/** What a slow line still carries, in bytes a millisecond: 250 kB a second. */
const SLOWEST_BYTES_A_MS = 250;

/** How much longer a call may take because it carries `bytes`, in milliseconds. */
export function carryingMs(bytes: number): number {
  return Math.ceil(bytes / SLOWEST_BYTES_A_MS);
}

/** The limits of a call of Graph that carries `bytes`. */
export function forBytes(limits: CallLimits, bytes: number): CallLimits {
  return { ...limits, deadlineMs: (limits.deadlineMs ?? GRAPH_DEADLINE_MS) + carryingMs(bytes) };
}
