import { env } from '@/lib/env';

/**
 * Is this a request that another site made a browser send, as far as the request says? Next asks this of server actions
 * only, so route handlers ask it here. What changes something has to name this installation as its origin. What only
 * reads may be followed as a link from anywhere, but is not loaded into another site's page, nor by our own neighbours
 * on the same domain. Sec-Fetch-*: https://www.w3.org/TR/fetch-metadata/
 */
export function isFromOtherSite({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  const site = headers.get('sec-fetch-site');
  const isOurs = site === null || site === 'same-origin';
  if (method !== 'GET' && method !== 'HEAD') return !isOurs || headers.get('origin') !== env().APP_URL;
  const isFollowed =
    headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document';
  // `none`: the person typed it or has it as a bookmark.
  return !isOurs && site !== 'none' && !isFollowed;
}
