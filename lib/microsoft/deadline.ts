/** How long one request for a token or one look into a directory may take, headers and body together, in milliseconds. */
export const ENTRA_DEADLINE_MS = 10_000;

/** How long one call of Graph may take, headers and body together, in milliseconds. */
export const GRAPH_DEADLINE_MS = 10_000;

/** How long a single call may take; for tests, and for a ladder that has less time left than the default. */
export interface CallLimits {
  /** Milliseconds. */
  readonly deadlineMs?: number;
}
