/** The longest wait that is believed, in seconds: 24 hours. */
const LONGEST_RETRY_AFTER_S = 86_400;

/**
 * Reads a Retry-After header, which is a number of seconds or an HTTP date (RFC 9110, 10.2.3).
 * Returns whole seconds from `now`, rounded up, between 0 and 24 h; null when it is absent, negative or unreadable.
 */
export function retryAfterSeconds(header: string | null | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return bounded(Number(text));
  // Date.parse takes "-5" for a year, so only what names a month or a zone by letters counts as a date.
  if (!/[A-Za-z]/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : bounded(Math.max(0, (at - now.getTime()) / 1_000));
}

const bounded = (seconds: number) => Math.min(Math.ceil(seconds), LONGEST_RETRY_AFTER_S);
