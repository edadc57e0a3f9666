const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const domainName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/**
 * Whether `tenantId` is written like a GUID or a domain name, and like nothing else: it becomes part of the address that
 * the secret is posted to. `common`, `organizations` and `consumers` are none: they name no directory.
 */
export function isTenantShaped(tenantId: string): boolean {
  return guid.test(tenantId) || domainName.test(tenantId);
}
