import { randomUUID } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * What a request is called in the log: as our own proxy called it in `x-request-id`, so that its log and ours can be
 * laid side by side, else by a new name. Without a proxy (TRUST_PROXY) the header is the caller's own word.
 * @param given the header's value
 */
export function requestIdOf(given: string | string[] | null | undefined): string {
  const isOurs =
    env().TRUST_PROXY === 'on' && typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given);
  return isOurs ? given : randomUUID();
}
