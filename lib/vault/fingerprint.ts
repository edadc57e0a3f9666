import { createHmac, hkdfSync } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * A keyed hash of some values, to tell later whether exactly these were meant, without keeping them. Useless without
 * the session secret: a guess at a value cannot be checked against the database alone.
 * @returns 43 characters of base64url
 */
export function fingerprint(values: readonly string[]): string {
  const key = hkdfSync('sha256', env().SESSION_SECRET, '', 'posthouse fingerprint', 32);
  return createHmac('sha256', Buffer.from(key)).update(JSON.stringify(values)).digest('base64url');
}
