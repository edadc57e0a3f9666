/**
 * The caller's network address: the last hop of X-Forwarded-For, which is the one that our own proxy, or without one
 * Next's server, put there. What stands before it is the caller's own word.
 */
export function networkAddress(headers: Headers): string | null {
  const hops = headers.get('x-forwarded-for')?.split(',') ?? [];
  return hops.at(-1)?.trim().slice(0, 64) || null;
}
