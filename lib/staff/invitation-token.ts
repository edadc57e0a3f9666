import { createHash, randomBytes } from 'node:crypto';

/** A new token for an invitation's link: 256 random bits, so that nobody guesses one. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored in a token's place. Without salt or stretching: what is random needs neither, and is found by it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
