import { CLIENT, OBJECT, OTHER, type Paste, TENANT, VALUE } from '../values';

/** Links into Entra, to sign-ins and to consents. */
export const LINKS: readonly Paste[] = [
  {
    name: 'the overview in the portal',
    text: `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${CLIENT}/isMSAApp~/false`,
    take: { clientId: CLIENT, cloud: 'global' },
  },
  {
    name: 'the credentials in Entra',
    text: `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${CLIENT}`,
    take: { clientId: CLIENT, cloud: 'global' },
  },
  {
    name: 'an older blade of the portal',
    text: `https://portal.azure.com/#blade/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/Overview/appId/${CLIENT}/isMSAApp/`,
    take: { clientId: CLIENT, cloud: 'global' },
  },
  {
    name: 'an enterprise app',
    text: `https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${OBJECT}/appId/${CLIENT}`,
    take: { clientId: CLIENT, cloud: 'global' },
    leave: ['object_id'],
  },
  {
    name: 'a link that names the directory',
    text: `https://portal.azure.com/#@contoso.onmicrosoft.com/view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${CLIENT}`,
    take: { clientId: CLIENT, tenantId: 'contoso.onmicrosoft.com', cloud: 'global' },
  },
  {
    name: 'admin consent',
    text: `https://login.microsoftonline.com/${TENANT}/adminconsent?client_id=${CLIENT}`,
    take: { tenantId: TENANT, clientId: CLIENT, cloud: 'global' },
  },
  {
    name: 'admin consent of version 2',
    text: `https://login.microsoftonline.com/${TENANT}/v2.0/adminconsent?client_id=${CLIENT}&scope=https://graph.microsoft.com/.default&redirect_uri=https://app.example/back`,
    take: { tenantId: TENANT, clientId: CLIENT, cloud: 'global' },
  },
  {
    name: 'the answer to an admin consent',
    text: `https://app.example/back?admin_consent=True&tenant=${TENANT}&state=12345`,
    take: { tenantId: TENANT },
  },
  {
    name: 'the token endpoint',
    text: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
    take: { tenantId: TENANT, cloud: 'global' },
  },
  {
    name: 'the OpenID configuration',
    text: `https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration`,
    take: { tenantId: 'contoso.com', cloud: 'global' },
  },
  {
    name: 'an issuer',
    text: `iss: https://sts.windows.net/${TENANT}/`,
    take: { tenantId: TENANT, cloud: 'global' },
  },
  {
    name: 'the Chinese cloud',
    text: `https://login.partner.microsoftonline.cn/${TENANT}/oauth2/v2.0/token`,
    take: { tenantId: TENANT, cloud: 'china' },
  },
  {
    name: 'the American government',
    text: `https://login.microsoftonline.us/${TENANT}/oauth2/v2.0/token`,
    take: { tenantId: TENANT },
    ask: ['cloud'],
  },
  {
    name: 'the portal of the American government',
    text: `https://portal.azure.us/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${CLIENT}`,
    take: { clientId: CLIENT },
    ask: ['cloud'],
  },
  {
    name: 'common names no directory',
    text: `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=${CLIENT}`,
    take: { clientId: CLIENT, cloud: 'global' },
  },
  {
    name: 'a link and the value under it',
    text: `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${CLIENT}
Value: ${VALUE}
Expires 16 Dec 2027`,
    take: { clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16', cloud: 'global' },
  },
  {
    name: 'links of others',
    text: `https://contoso.sharepoint.com/sites/it/${OTHER}
https://example.com/?tenant=${TENANT}`,
    take: {},
  },
  {
    name: 'the portal alone',
    text: `https://portal.azure.com/`,
    take: { cloud: 'global' },
  },
];
