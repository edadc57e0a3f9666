/** How the sandbox behaves beyond its directory; every one can be set while it runs. */
export interface Settings {
  /** Milliseconds that Entra and Graph take to answer. */
  readonly latencyMs: number;
  /** Requests that one app may have in flight for one mailbox (Exchange's MailboxConcurrency limit). */
  readonly inFlight: number;
  /** Requests that one app may make for one mailbox in ten minutes. */
  readonly requestsPerTenMinutes: number;
  /** Mails that one mailbox may hand in within a minute. */
  readonly messagesPerMinute: number;
  /** How a 429 of these limits tells when to come again; Microsoft does not always. */
  readonly retryAfter: 'seconds' | 'date' | 'absent';
}

/**
 * Microsoft's limits, as far as they are published. The mails of a minute are not limited until somebody sets a limit: at
 * Microsoft what is over it is told later, or taken and slowed down, and nothing may rest on this sandbox's 429.
 */
const USUAL_SETTINGS: Settings = {
  latencyMs: 0,
  inFlight: 4,
  requestsPerTenMinutes: 10_000,
  messagesPerMinute: 1_000_000,
  retryAfter: 'seconds',
};

/** The settings in force. */
export interface SettingsHeld {
  readonly now: Settings;
  change(part: Partial<Settings>): void;
  /** Back to how the sandbox was started. */
  reset(): void;
}

/** Holds settings that begin as `initial`. */
export function createSettings(initial: Partial<Settings>): SettingsHeld {
  const start = { ...USUAL_SETTINGS, ...initial };
  let now = start;
  return {
    get now() {
      return now;
    },
    change(part) {
      now = { ...now, ...part };
    },
    reset() {
      now = start;
    },
  };
}
