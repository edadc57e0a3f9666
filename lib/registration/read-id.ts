import { isTenantShaped } from '@/lib/microsoft/tenant-shape';
import { type Cleaned, cleanText } from './clean-text';
import { isLink, readLink } from './read-link';
import { hasValueShape } from './read-secret';
import { GUID } from './registration';
import type { ClientFault, TenantFault } from './value-fault';

/** What was made of a pasted id. Where there is a fault, `text` is what was pasted, cleaned, with its capitals. */
export interface Reading<Fault> extends Cleaned {
  readonly fault: Fault | null;
}

/**
 * Reads a Directory (tenant) ID: a GUID in any of its forms, a domain of the directory, or a link that names either.
 * Given back in lower case. What is given back without a fault is {@link isTenantShaped}, whatever was pasted.
 */
export function readTenantId(typed: string): Reading<TenantFault> {
  const cleaned = dashed(cleanText(typed));
  const link = isLink(cleaned.text) ? readLink(cleaned.text) : null;
  if (link?.tenantId) return { text: link.tenantId, cleaned: ['link'], fault: null };
  return { ...cleaned, ...judged(cleaned.text, faultOfTenantId) };
}

/** Reads an Application (client) ID: a GUID in any of its forms, or a link that names it. Given back in lower case. */
export function readClientId(typed: string): Reading<ClientFault> {
  const cleaned = dashed(cleanText(typed));
  const link = isLink(cleaned.text) ? readLink(cleaned.text) : null;
  if (link?.clientId) return { text: link.clientId, cleaned: ['link'], fault: null };
  if (link?.objectId) return { ...cleaned, fault: 'client_id_object_id' };
  return { ...cleaned, ...judged(cleaned.text, faultOfClientId) };
}

// A secret is known by its capitals, so what is at fault keeps them.
function judged<Fault>(asTyped: string, faultOf: (text: string, asTyped: string) => Fault | null) {
  const text = asTyped.toLowerCase();
  const fault = faultOf(text, asTyped);
  return { text: fault ? asTyped : text, fault };
}

function faultOfTenantId(text: string, asTyped: string): TenantFault | null {
  if (text === '') return 'tenant_id_missing';
  if (isTenantShaped(text)) return null;
  if (/^(?:common|organizations|consumers)$/.test(text)) return 'tenant_id_common';
  if (isLink(text)) return 'tenant_id_link';
  if (hasValueShape(asTyped)) return 'tenant_id_secret';
  if (/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(text)) return 'tenant_id_address';
  if (isNearlyGuid(text)) return 'tenant_id_incomplete';
  return isName(text) ? 'tenant_id_name' : 'tenant_id_shape';
}

function faultOfClientId(text: string, asTyped: string): ClientFault | null {
  if (text === '') return 'client_id_missing';
  if (GUID.test(text)) return null;
  if (isTenantShaped(text)) return 'ids_exchanged';
  if (isLink(text)) return 'client_id_link';
  if (hasValueShape(asTyped)) return 'client_id_secret';
  if (isNearlyGuid(text)) return 'client_id_incomplete';
  return isName(text) ? 'client_id_name' : 'client_id_shape';
}

/** Some tools write a GUID as 32 digits in a row. */
function dashed(given: Cleaned): Cleaned {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(given.text);
  return parts ? { text: parts.slice(1).join('-'), cleaned: [...given.cleaned, 'dashes'] } : given;
}

const isNearlyGuid = (text: string) =>
  text.length <= 80 && /^[0-9a-f]{4,12}(?:[- ]+[0-9a-f]{1,16}){2,6}$/.test(text);

// Letters, and none of the signs that domains, addresses and links are made of.
const isName = (text: string) => /\p{L}/u.test(text) && !/[./\\:@?#%\u3002\p{Cc}]|[0-9a-f]{8}-/u.test(text);
