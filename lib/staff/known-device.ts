import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** For how long a browser is known after a sign-in. */
export const KNOWN_DEVICE_SECONDS = 180 * 24 * 60 * 60;

/**
 * The value of the cookie that a browser keeps after a sign-in. It opens nothing: attempts from a browser that somebody
 * signed in with before are counted apart, so that whoever guesses from elsewhere does not shut the owner out
 * (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
export function makeKnownDevice(sessionSecret: string, email: string, now: Date): string {
  const device = randomBytes(16).toString('base64url');
  const expires = String(Math.floor(now.getTime() / 1000) + KNOWN_DEVICE_SECONDS);
  return [device, expires, sign(sessionSecret, email, device, expires)].join('.');
}

/** The device that the cookie names, if it was made here for this e-mail and has not expired; else null. */
export function readKnownDevice(
  sessionSecret: string,
  email: string,
  cookie: string | null | undefined,
  now: Date,
): string | null {
  const [device, expires, signature] = cookie?.split('.') ?? [];
  if (!device || !expires || !signature) return null;
  const expected = Buffer.from(sign(sessionSecret, email, device, expires));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number(expires) * 1000 > now.getTime() ? device : null;
}

const sign = (secret: string, ...parts: string[]) =>
  createHmac('sha256', secret)
    .update(['posthouse known device', ...parts].join('\n'))
    .digest('base64url');
