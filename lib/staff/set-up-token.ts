import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The token in the set-up address that `npm start` prints. Made from the session secret, so that every start prints
 * the same and nothing is stored; it is worth something only while there is no staff member.
 */
export function setUpToken(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('posthouse set-up').digest('base64url');
}

/** Is `token` the set-up token? Takes the same time whatever is wrong with it. */
export function isSetUpToken(sessionSecret: string, token: string): boolean {
  const expected = Buffer.from(setUpToken(sessionSecret));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
