/** The places of the console in the order of the navigation: name (a key of `shell.navigation`), address, key after `g`. */
export const PLACES = [
  { name: 'overview', href: '/', key: 'o' },
  { name: 'mailboxes', href: '/mailboxes', key: 'm' },
  { name: 'customers', href: '/customers', key: 'c' },
  { name: 'messages', href: '/messages', key: 'e' },
  { name: 'errors', href: '/errors', key: 'r' },
  { name: 'staff', href: '/staff', key: 'p' },
  { name: 'history', href: '/history', key: 'h' },
  { name: 'settings', href: '/settings', key: 's' },
] as const;

/** One of {@link PLACES}. */
export type Place = (typeof PLACES)[number];

/** Does the address `pathname` lie in the place at `href`? */
export function liesIn(pathname: string, href: Place['href']): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
