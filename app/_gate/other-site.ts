import { env } from '@/lib/env';

/**
 * Is this a request that another site made a browser send, as far as the request says? Next asks this of server actions
 * only, so route handlers ask it here. What changes something has to come from a page of ours: the browser says so
 * itself (same-origin), or where it says nothing, as over plain HTTP in an own network, the page's origin is the host
 * that was asked or this installation's address. What only reads may be followed as a link from anywhere, but is not
 * loaded into another site's page, nor by our own neighbours on the same domain.
 * Sec-Fetch-*: https://www.w3.org/TR/fetch-metadata/
 */
export function isFromOtherSite({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  const site = headers.get('sec-fetch-site');
  const isOurs = site === null || site === 'same-origin';
  if (method !== 'GET' && method !== 'HEAD') {
    return site === null ? !isOwnPage(headers.get('origin'), headers.get('host')) : !isOurs;
  }
  const isFollowed =
    headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document';
  // `none`: the person typed it or has it as a bookmark.
  return !isOurs && site !== 'none' && !isFollowed;
}

function isOwnPage(origin: string | null, host: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  return origin === env().APP_URL || new URL(origin).host === host;
}
