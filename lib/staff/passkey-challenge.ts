import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a passkey is asked for: to sign somebody in, or to be added to the staff member of this id. */
export type PasskeyPurpose = 'sign-in' | `add:${string}`;

const NONCE_BYTES = 16;
const EXPIRES_BYTES = 6;
const LIFE_MS = 5 * 60_000;

/**
 * What a passkey has to sign: random, good for five minutes and one purpose, and signed by us, so that nothing has to be
 * kept for people who only look at the sign-in.
 */
export function makePasskeyChallenge(sessionSecret: string, purpose: PasskeyPurpose, now: Date): Buffer {
  const expires = Buffer.alloc(EXPIRES_BYTES);
  expires.writeUIntBE(now.getTime() + LIFE_MS, 0, EXPIRES_BYTES);
  const head = Buffer.concat([randomBytes(NONCE_BYTES), expires]);
  return Buffer.concat([head, sign(sessionSecret, purpose, head)]);
}

/** Was this challenge made here for this purpose, and less than five minutes ago? `challenge` is base64url. */
export function isPasskeyChallenge(
  sessionSecret: string,
  purpose: PasskeyPurpose,
  challenge: string,
  now: Date,
): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  const head = bytes.subarray(0, NONCE_BYTES + EXPIRES_BYTES);
  const given = bytes.subarray(NONCE_BYTES + EXPIRES_BYTES);
  const expected = sign(sessionSecret, purpose, head);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return head.readUIntBE(NONCE_BYTES, EXPIRES_BYTES) > now.getTime();
}

const sign = (secret: string, purpose: PasskeyPurpose, head: Buffer) =>
  createHmac('sha256', secret).update(`posthouse passkey\n${purpose}\n`).update(head).digest();
