import { env } from '@/lib/env';

/**
 * The caller's network address: the last hop of X-Forwarded-For, which our own proxy put there. Null unless
 * TRUST_PROXY says that there is one: without a proxy the whole header is the caller's own word, and who counts
 * attempts by it can be led around, or be made to lock somebody else out.
 */
export function networkAddress(headers: Headers): string | null {
  if (env().TRUST_PROXY !== 'on') return null;
  const hops = headers.get('x-forwarded-for')?.split(',') ?? [];
  return hops.at(-1)?.trim().slice(0, 64) || null;
}
