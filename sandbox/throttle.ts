import type { Settings } from './settings';

/** Which limit a request is over. */
export type OverLimit = 'concurrency' | 'requests';

/** Counts what one app does at one mailbox, and what one mailbox sends. */
export interface Throttle {
  /** Takes a place for `key`, an app and a mailbox; the returned function gives it back, once. */
  enter(
    key: string,
    settings: Settings,
    now: Date,
  ): { readonly leave: () => void } | { readonly over: OverLimit };
  /** Counts a mail of `mailbox`; false when it is one too many for this minute. */
  send(mailbox: string, settings: Settings, now: Date): boolean;
  /** Forgets what was counted; who is in flight stays so. */
  reset(): void;
}

const TEN_MINUTES_MS = 600_000;
const MINUTE_MS = 60_000;

/** A throttle in which nobody is yet. */
export function createThrottle(): Throttle {
  const inFlight = new Map<string, number>();
  const requests = new Map<string, number[]>();
  const mails = new Map<string, number[]>();
  /** Whether one more fits into the window that ends now; counts it when it does. */
  const fits = (
    counted: Map<string, number[]>,
    key: string,
    limit: number,
    now: number,
    windowMs: number,
  ) => {
    const recent = (counted.get(key) ?? []).filter((at) => at > now - windowMs);
    counted.set(key, recent);
    if (recent.length >= limit) return false;
    recent.push(now);
    return true;
  };
  return {
    enter(key, settings, now) {
      const count = inFlight.get(key) ?? 0;
      if (count >= settings.inFlight) return { over: 'concurrency' };
      if (!fits(requests, key, settings.requestsPerTenMinutes, now.getTime(), TEN_MINUTES_MS)) {
        return { over: 'requests' };
      }
      inFlight.set(key, count + 1);
      let left = false;
      const leave = () => {
        if (left) return;
        left = true;
        const rest = (inFlight.get(key) ?? 1) - 1;
        if (rest > 0) inFlight.set(key, rest);
        else inFlight.delete(key);
      };
      return { leave };
    },
    send: (mailbox, settings, now) =>
      fits(mails, mailbox, settings.messagesPerMinute, now.getTime(), MINUTE_MS),
    reset() {
      requests.clear();
      mails.clear();
    },
  };
}

/** The header Retry-After that tells to come again in `seconds`, as the settings want it. */
export function retryAfterHeader(seconds: number, settings: Settings, now: Date): Record<string, string> {
  if (settings.retryAfter === 'absent') return {};
  const at = new Date(now.getTime() + seconds * 1_000);
  return { 'Retry-After': settings.retryAfter === 'date' ? at.toUTCString() : String(seconds) };
}
