import { describe, expect, it } from 'vitest';
import { type EntraPage, entraLink } from '@/app/_guide/entra-links';
import { CLOUDS } from '@/lib/microsoft/cloud';
import { cloudEndpoints } from '@/lib/microsoft/clouds';

const TENANT = '11111111-2222-4333-8444-555555555555';
const CLIENT = 'AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const client = CLIENT.toLowerCase();
const OBJECT = '99999999-8888-4777-8666-555555555555';
const PORTALS = {
  global: 'https://entra.microsoft.com',
  gcc_high: 'https://entra.microsoft.us',
  dod: 'https://entra.microsoft.us',
  china: 'https://entra.microsoftonline.cn',
};
const LOGINS = {
  global: 'https://login.microsoftonline.com',
  gcc_high: 'https://login.microsoftonline.us',
  dod: 'https://login.microsoftonline.us',
  china: 'https://login.partner.microsoftonline.cn',
};
const APPS = '#view/Microsoft_AAD_RegisteredApps/';
const LIST = `${APPS}ApplicationsListBlade/quickStartType~/null/sourceType/Microsoft_AAD_IAM`;
const ENTERPRISE = '#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview';

const clouds = CLOUDS.filter((cloud) => cloud !== 'sandbox');

describe.each(clouds)('the links of %s', (cloud) => {
  const origins = cloudEndpoints(cloud);
  const ids = { tenantId: TENANT, clientId: CLIENT };

  it.each<[EntraPage, string]>([
    ['registrations', LIST],
    ['new_registration', `${APPS}CreateApplicationBlade/quickStartType~/null/isMSAApp~/false`],
    ['overview', `${APPS}ApplicationMenuBlade/~/Overview/appId/${client}`],
    ['permissions', `${APPS}ApplicationMenuBlade/~/CallAnAPI/appId/${client}`],
    ['credentials', `${APPS}ApplicationMenuBlade/~/Credentials/appId/${client}`],
    ['enterprise_apps', ENTERPRISE],
    ['enterprise_app', ENTERPRISE],
    ['conditional_access', '#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies'],
    ['users', '#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers'],
    ['tenant_overview', '#view/Microsoft_AAD_IAM/TenantOverview.ReactView'],
  ])('open %s in the admin center of that cloud', (page, rest) => {
    expect(entraLink(origins, page, ids)).toBe(`${PORTALS[cloud]}/${rest}`);
  });

  it('ask for consent where that cloud signs in', () => {
    expect(entraLink(origins, 'admin_consent', ids)).toBe(
      `${LOGINS[cloud]}/${TENANT}/adminconsent?client_id=${client}`,
    );
  });
});

const origins = cloudEndpoints('global');

it('opens the enterprise application itself when its own object id is known', () => {
  expect(entraLink(origins, 'enterprise_app', { clientId: CLIENT, enterpriseObjectId: OBJECT })).toBe(
    `https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${OBJECT}/appId/${client}`,
  );
});

it('takes a domain name for the tenant of a consent', () => {
  expect(entraLink(origins, 'admin_consent', { tenantId: ' Contoso.COM ', clientId: CLIENT })).toBe(
    `https://login.microsoftonline.com/contoso.com/adminconsent?client_id=${client}`,
  );
});

describe('while an id is not typed yet, or is not one', () => {
  const unusable = [undefined, null, '', '   ', 'aaaaaaaa-bbbb', `${CLIENT}/../x`, '{client}', `"${CLIENT}"`];

  it.each(unusable)('client id %j leads to the list of app registrations', (clientId) => {
    for (const page of ['overview', 'permissions', 'credentials', 'admin_consent'] as const) {
      expect(entraLink(origins, page, { tenantId: TENANT, clientId })).toBe(`${origins.portalUrl}/${LIST}`);
    }
  });

  it.each([undefined, '', 'common', 'contoso.com/evil?x=', 'contoso com', '../x', 'a@b.example'])(
    'tenant id %j never becomes part of a consent address',
    (tenantId) => {
      expect(entraLink(origins, 'admin_consent', { tenantId, clientId: CLIENT })).toBe(
        `${origins.portalUrl}/${APPS}ApplicationMenuBlade/~/CallAnAPI/appId/${client}`,
      );
    },
  );
});

it('leads to the permissions of the app where the sandbox, which has no consent page, stands in', () => {
  const sandbox = { portalUrl: 'https://entra.microsoft.com', loginUrl: 'http://127.0.0.1:4001' };
  expect(entraLink(sandbox, 'admin_consent', { tenantId: TENANT, clientId: CLIENT })).toBe(
    `https://entra.microsoft.com/${APPS}ApplicationMenuBlade/~/CallAnAPI/appId/${client}`,
  );
});
