/** Requests that one app may have in flight for one mailbox (Exchange's MailboxConcurrency limit). */
export const IN_FLIGHT_LIMIT = 4;

/** Counts requests in flight. */
export interface Throttle {
  /** Takes a place for `key`; null when all are taken. The returned function gives it back, once. */
  enter(key: string): (() => void) | null;
}

/** A throttle of {@link IN_FLIGHT_LIMIT} places a key. */
export function createThrottle(limit = IN_FLIGHT_LIMIT): Throttle {
  const inFlight = new Map<string, number>();
  return {
    enter(key) {
      const count = inFlight.get(key) ?? 0;
      if (count >= limit) return null;
      inFlight.set(key, count + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const rest = (inFlight.get(key) ?? 1) - 1;
        if (rest > 0) inFlight.set(key, rest);
        else inFlight.delete(key);
      };
    },
  };
}
