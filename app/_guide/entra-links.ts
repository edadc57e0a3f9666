import { GUID, isTenantId } from '@/lib/registration/registration';

/** The pages of Microsoft's consoles that the guide and the outcomes send people to. */
export type EntraPage =
  | 'registrations'
  | 'new_registration'
  | 'overview'
  | 'permissions'
  | 'credentials'
  | 'enterprise_apps'
  | 'enterprise_app'
  | 'admin_consent'
  | 'conditional_access'
  | 'tenant_overview'
  | 'users';

/** What is typed so far; each may be absent, unfinished or wrong. */
export interface TypedIds {
  readonly tenantId?: string | null;
  readonly clientId?: string | null;
  /** The object id of the *enterprise application*, which is another than that of the app registration. */
  readonly enterpriseObjectId?: string | null;
}

/** The addresses of one cloud that links begin with: origins without a slash at the end. */
export interface LinkOrigins {
  readonly portalUrl: string;
  readonly loginUrl: string;
}

/**
 * The address that opens `page` in the console of a cloud, as far into it as the ids allow: without a usable client id
 * the list of app registrations, without a usable object id the list of enterprise applications. Pure; ids that are not
 * of the right shape never become part of an address.
 *
 * The blades are those that Microsoft's own documentation and public code link to; the admin consent address is
 * learn.microsoft.com/entra/identity-platform/v2-admin-consent. All clouds' admin centers share the blades.
 */
export function entraLink(origins: LinkOrigins, page: EntraPage, ids: TypedIds = {}): string {
  const clientId = guidIn(ids.clientId);
  const view = (blade: string) => `${origins.portalUrl}/#view/${blade}`;
  const registrations = view(
    'Microsoft_AAD_RegisteredApps/ApplicationsListBlade/quickStartType~/null/sourceType/Microsoft_AAD_IAM',
  );
  const ofApp = (menu: string) =>
    clientId
      ? view(`Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${menu}/appId/${clientId}`)
      : registrations;

  switch (page) {
    case 'registrations':
      return registrations;
    case 'new_registration':
      return view('Microsoft_AAD_RegisteredApps/CreateApplicationBlade/quickStartType~/null/isMSAApp~/false');
    case 'overview':
      return ofApp('Overview');
    case 'permissions':
      return ofApp('CallAnAPI');
    case 'credentials':
      return ofApp('Credentials');
    case 'enterprise_apps':
      return view('Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview');
    case 'enterprise_app': {
      const objectId = guidIn(ids.enterpriseObjectId);
      return objectId && clientId
        ? view(`Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${objectId}/appId/${clientId}`)
        : entraLink(origins, 'enterprise_apps');
    }
    case 'conditional_access':
      return view('Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies');
    case 'tenant_overview':
      return view('Microsoft_AAD_IAM/TenantOverview.ReactView');
    case 'users':
      return view('Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers');
    case 'admin_consent':
      return consentLink(origins, ids) ?? ofApp('CallAnAPI');
  }
}

/**
 * Where an administrator grants an app everything that its API permissions list, in one step. Null while an id is
 * missing or not of its shape, and for the stand-in on this machine, which answers over http and has no such page.
 */
export function consentLink({ loginUrl }: LinkOrigins, ids: TypedIds): string | null {
  const clientId = guidIn(ids.clientId);
  const tenantId = tenantIn(ids.tenantId);
  if (!clientId || !tenantId || !loginUrl.startsWith('https://')) return null;
  return `${loginUrl}/${encodeURIComponent(tenantId)}/adminconsent?client_id=${encodeURIComponent(clientId)}`;
}

function guidIn(typed: string | null | undefined): string | null {
  const text = typed?.trim().toLowerCase() ?? '';
  return GUID.test(text) ? text : null;
}

function tenantIn(typed: string | null | undefined): string | null {
  const text = typed?.trim().toLowerCase() ?? '';
  return isTenantId(text) ? text : null;
}
