/** A session ends this long after its sign-in, however busy it is; one in which nothing is done ends earlier (lib/auth.ts). */
export const SESSION_DAYS = 7;

/** For so long a proof of who one is, by sign-in or by confirming, is enough for what asks for one. */
const CONFIRMED_MINUTES = 60;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The sign-ins of sessions that may still go on at `now` lie after this moment. */
export function oldestSignIn(now: Date): Date {
  return new Date(now.getTime() - SESSION_DAYS * DAY_MS);
}

/** Has the person behind a session proved who they are lately enough? */
export function isConfirmed(confirmedAt: Date, now: Date): boolean {
  return now.getTime() - confirmedAt.getTime() < CONFIRMED_MINUTES * 60 * 1000;
}

/** A browser and what it runs on, by the names that both have in every language; null is what could not be told. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

/** A session as pages show one. Neither its token nor the network address is among it: it is named by its row's id. */
export interface SessionRow {
  readonly id: string;
  readonly device: Device;
  readonly signedInAt: Date;
  /** Of the last request, to a quarter of an hour. */
  readonly lastSeenAt: Date;
}

/** In this order: most browsers call themselves by the names of others, too. */
const BROWSERS = [
  [/\bEdgA?\b|\bEdgiOS\b/, 'Edge'],
  [/\bOPR\b/, 'Opera'],
  [/\bSamsungBrowser\b/, 'Samsung Internet'],
  [/\bFirefox\b|\bFxiOS\b/, 'Firefox'],
  [/\bChrome\b|\bHeadlessChrome\b|\bCriOS\b/, 'Chrome'],
  [/\bSafari\b/, 'Safari'],
] as const;

const SYSTEMS = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** What a user agent says of the device: good enough to recognise one's own, and nothing to rely on. */
export function deviceOf(userAgent: string | null): Device {
  const named = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? null;
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
