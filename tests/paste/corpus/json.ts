import { CLIENT, OBJECT, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** JSON and other notations of programs. */
export const JSON_TEXTS: readonly Paste[] = [
  {
    name: 'appsettings.json',
    text: `{
  "AzureAd": {
    "Instance": "https://login.microsoftonline.com/",
    "TenantId": "${TENANT}",
    "ClientId": "${CLIENT}",
    "ClientSecret": "${VALUE}"
  }
}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, cloud: 'global' },
  },
  {
    name: 'names with underlines',
    text: `{"tenant_id":"${TENANT}","client_id":"${CLIENT}","client_secret":"${VALUE}","expires_on":"2027-12-16"}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'Graph: an application',
    text: `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#applications/$entity","id":"${OBJECT}","appId":"${CLIENT}","displayName":"Helpdesk Mailer","publisherDomain":"contoso.com"}`,
    take: { clientId: CLIENT },
    leave: ['other_id'],
  },
  {
    name: 'Graph: addPassword',
    text: `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential","customKeyIdentifier":null,"endDateTime":"2027-12-16T08:00:00Z","keyId":"${SECRET_ID}","startDateTime":"2026-11-30T08:00:00Z","secretText":"${VALUE}","hint":"fak","displayName":"helpdesk"}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'Graph: organization',
    text: `{"value":[{"id":"${TENANT}","displayName":"Contoso","verifiedDomains":[{"name":"contoso.onmicrosoft.com","isInitial":true}]}]}`,
    take: { tenantId: 'contoso.onmicrosoft.com' },
    leave: ['other_id'],
  },
  {
    name: 'in a mail, in two lines',
    text: `Here is our config:
"tenantId": "${TENANT}", "clientId": "${CLIENT}",
"clientSecret": "${VALUE}"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'names of other systems',
    text: `{"directoryId":"${TENANT}","applicationId":"${CLIENT}","secretValue":"${VALUE}","secretId":"${SECRET_ID}"}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'with the mailbox',
    text: `{"tenantId":"${TENANT}","clientId":"${CLIENT}","clientSecret":"${VALUE}","mailbox":"support@contoso.com"}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
  },
  {
    name: 'cut off in the middle',
    text: `{"tenantId":"${TENANT}","clientId":"${CLIENT}","clientSec`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
  {
    name: 'escaped in another text',
    text: `"{\\"tenantId\\":\\"${TENANT}\\",\\"clientId\\":\\"${CLIENT}\\",\\"clientSecret\\":\\"${VALUE}\\"}"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'a secret that is a GUID',
    text: `{"tenantId":"${TENANT}","clientId":"${CLIENT}","clientSecret":"${SECRET_ID}"}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'MSAL configuration',
    text: `const msalConfig = {
  auth: {
    clientId: '${CLIENT}',
    authority: 'https://login.microsoftonline.com/${TENANT}',
    clientSecret: '${VALUE}',
  },
};`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, cloud: 'global' },
  },
  {
    name: 'a token request',
    text: `POST https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token
client_id=${CLIENT}
&client_secret=${VALUE}
&scope=https://graph.microsoft.com/.default`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, cloud: 'global' },
  },
  {
    name: 'curl',
    text: `curl -d 'client_id=${CLIENT}' -d 'client_secret=${VALUE}' https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, cloud: 'global' },
  },
];
