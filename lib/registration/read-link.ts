import type { Cloud } from '@/lib/microsoft/cloud';
import { isTenantShaped } from '@/lib/microsoft/tenant-shape';

/** What an address of Microsoft's says about an app registration. */
export interface LinkFacts {
  /** The directory it names: a GUID or a domain, in lower case. */
  readonly tenantId: string | null;
  readonly clientId: string | null;
  /** An Object ID, which is easily taken for the client id. */
  readonly objectId: string | null;
  /** The clouds that it belongs to: GCC High and DoD share theirs. */
  readonly clouds: readonly Cloud[];
}

const US: readonly Cloud[] = ['gcc_high', 'dod'];

/**
 * Hosts whose path begins with the directory. learn.microsoft.com/entra/identity-platform/authentication-national-cloud;
 * sts.windows.net and sts.chinacloudapi.cn are the issuers of version 1 tokens.
 */
const LOGIN_HOSTS: readonly (readonly [string, readonly Cloud[]])[] = [
  ['login.microsoftonline.com', ['global']],
  ['login.microsoft.com', ['global']],
  ['login.windows.net', ['global']],
  ['sts.windows.net', ['global']],
  ['login.microsoftonline.us', US],
  ['login.partner.microsoftonline.cn', ['china']],
  ['login.chinacloudapi.cn', ['china']],
  ['sts.chinacloudapi.cn', ['china']],
];

/** Hosts of the consoles, whose fragment names the app. */
const PORTAL_HOSTS: readonly (readonly [string, readonly Cloud[]])[] = [
  ['portal.azure.com', ['global']],
  ['entra.microsoft.com', ['global']],
  ['aad.portal.azure.com', ['global']],
  ['portal.azure.us', US],
  ['entra.microsoft.us', US],
  ['portal.azure.cn', ['china']],
  ['entra.microsoftonline.cn', ['china']],
];

/** A map, because an object has more names than were put into it, such as `constructor`. */
const CLOUDS_OF_HOST = new Map([...LOGIN_HOSTS, ...PORTAL_HOSTS]);

const GUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const APP = new RegExp(`/(?:appId|applicationId|clientId)/(${GUID})`, 'i');
const OBJECT = new RegExp(`/(?:objectId|servicePrincipalId|oid)/(${GUID})`, 'i');
const QUERY_APP = new RegExp(`[?&#](?:client_?id|app_?id)=(${GUID})`, 'i');
const QUERY_TENANT = /[?&#](?:tenant(?:_?id)?|domain_hint)=([a-z0-9.-]{4,253})/i;
const AT_TENANT = /#@([a-z0-9.-]{4,253})/i;

/** Does this begin like an address of a web page? */
export function isLink(text: string): boolean {
  return /^(?:https?:\/\/|www\.|(?:login|portal|entra|sts)\.[a-z.]{4,40}\/)/i.test(text);
}

/**
 * What a link into Entra, the Azure portal, the sign-in or an issuer names; null for any other address. The answer to an
 * admin consent (`?admin_consent=True&tenant=…`) is known by its words, since it goes to an address of the app's own.
 */
export function readLink(text: string): LinkFacts | null {
  const parts = /^(?:https?:\/\/)?([a-z0-9.-]{4,100})(?::443)?(\/[^?#]*)?/i.exec(text);
  const host = parts?.[1]?.toLowerCase() ?? '';
  const clouds = CLOUDS_OF_HOST.get(host);
  const consented = /[?&]admin_consent=true/i.test(text);
  if (!clouds && !consented) return null;
  const plain = text.replace(/%2f/gi, '/').replace(/%40/g, '@');
  const first = clouds ? (parts?.[2]?.split('/')[1] ?? '') : '';
  const named = [first, AT_TENANT.exec(plain)?.[1] ?? '', QUERY_TENANT.exec(plain)?.[1] ?? ''];
  const lower = (found: string | undefined) => found?.toLowerCase() ?? null;
  return {
    tenantId: lower(named.find(isTenantShaped)),
    clientId: lower(APP.exec(plain)?.[1] ?? QUERY_APP.exec(plain)?.[1]),
    objectId: lower(OBJECT.exec(plain)?.[1]),
    clouds: clouds ?? [],
  };
}
