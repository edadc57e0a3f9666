/** Entra ID's sign-in hosts, of all its clouds, and the one of its first version. */
const ENTRA_HOSTS = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
  'login.windows.net',
  'sts.windows.net',
];

/** One directory, by its id. */
const ENTRA_TENANT = /^\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\/v2\.0$/;

/** Where everybody's own Microsoft account lives: an id like a directory's, and a directory of strangers. */
const CONSUMERS = '/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0';

/** Is this issuer a directory of Entra ID? Its tokens do not say whether an e-mail was verified. */
export function isEntraIssuer(issuer: string): boolean {
  return ENTRA_HOSTS.includes(new URL(issuer).hostname);
}

/**
 * Does this issuer speak for the people of one organisation? Of Entra ID only a single directory does: under `common` or
 * `organizations` whoever owns any directory can write any e-mail into it and would get in as its owner here.
 */
export function isOneOrganisation(issuer: string): boolean {
  if (!isEntraIssuer(issuer)) return true;
  const { pathname } = new URL(issuer);
  return ENTRA_TENANT.test(pathname) && pathname !== CONSUMERS;
}
