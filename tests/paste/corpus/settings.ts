import { CLIENT, OBJECT, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** Files of settings, tables and vaults. */
export const SETTINGS: readonly Paste[] = [
  {
    name: '.env, names of the Azure SDK',
    text: `AZURE_TENANT_ID=${TENANT}
AZURE_CLIENT_ID=${CLIENT}
AZURE_CLIENT_SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, names of Terraform',
    text: `ARM_TENANT_ID=${TENANT}
ARM_CLIENT_ID=${CLIENT}
ARM_CLIENT_SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, names of Graph',
    text: `GRAPH_TENANT_ID=${TENANT}
GRAPH_CLIENT_ID=${CLIENT}
GRAPH_CLIENT_SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, short names',
    text: `TENANT=${TENANT}
CLIENT_ID=${CLIENT}
SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, lower case',
    text: `tenant_id=${TENANT}
client_id=${CLIENT}
client_secret=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, hyphens',
    text: `tenant-id=${TENANT}
client-id=${CLIENT}
client-secret=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, MS_ before',
    text: `MS_TENANT_ID=${TENANT}
MS_APP_ID=${CLIENT}
MS_APP_SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env, MAIL_ before',
    text: `MAIL_MSGRAPH_TENANT_ID=${TENANT}
MAIL_MSGRAPH_CLIENT_ID=${CLIENT}
MAIL_MSGRAPH_SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env with quotes',
    text: `AZURE_TENANT_ID="${TENANT}"
AZURE_CLIENT_ID="${CLIENT}"
AZURE_CLIENT_SECRET="${VALUE}"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: '.env with export and comments',
    text: `# Graph
export AZURE_TENANT_ID=${TENANT}
export AZURE_CLIENT_ID=${CLIENT}   # app id
export AZURE_CLIENT_SECRET='${VALUE}'`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'yaml',
    text: `microsoft:
  tenantId: ${TENANT}
  clientId: ${CLIENT}
  clientSecret: '${VALUE}'`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ini',
    text: `[microsoft]
tenant_id = ${TENANT}
client_id = ${CLIENT}
client_secret = ${VALUE}
expires = 2027-12-16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'toml',
    text: `tenant_id = "${TENANT}"
client_id = "${CLIENT}"
client_secret = "${VALUE}"
sender = "support@contoso.com"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
  },
  {
    name: 'Spring properties',
    text: `spring.cloud.azure.active-directory.profile.tenant-id=${TENANT}
spring.cloud.azure.active-directory.credential.client-id=${CLIENT}
spring.cloud.azure.active-directory.credential.client-secret=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'terraform output',
    text: `application_id = "${CLIENT}"
client_secret = "${VALUE}"
tenant_id = "${TENANT}"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'terraform output with the object id',
    text: `app_id = "${CLIENT}"
object_id = "${OBJECT}"
tenant_id = "${TENANT}"`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'docker compose',
    text: `    environment:
      - TENANT_ID=${TENANT}
      - CLIENT_ID=${CLIENT}
      - CLIENT_SECRET=${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'XML',
    text: `<add key="TenantId" value="${TENANT}" />
<add key="ClientId" value="${CLIENT}" />`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
  {
    name: 'CSV with a head',
    text: `tenantId,clientId,clientSecret,expires
${TENANT},${CLIENT},${VALUE},2027-12-16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'CSV with semicolons',
    text: `Tenant ID;Client ID;Client Secret
${TENANT};${CLIENT};${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'a table of Markdown',
    text: `| Tenant ID | Client ID | Value |
|---|---|---|
| ${TENANT} | ${CLIENT} | ${VALUE} |`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'a table of Markdown, a row for each',
    text: `| Name | Value |
|---|---|
| Tenant ID | ${TENANT} |
| Client ID | ${CLIENT} |
| Client secret | ${VALUE} |`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'Key Vault secret show',
    text: `{
  "contentType": null,
  "id": "https://contoso.vault.azure.net/secrets/graph-secret/0123456789abcdef0123456789abcdef",
  "name": "graph-secret",
  "value": "${VALUE}"
}`,
    take: { clientSecret: VALUE },
  },
  {
    name: 'Key Vault with the end',
    text: `{
  "attributes": { "expires": "2027-12-16T08:00:00+00:00" },
  "name": "graph-client-secret",
  "value": "${VALUE}"
}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'Key Vault of a GUID',
    text: `{ "name": "graph-client-secret", "value": "${SECRET_ID}" }`,
    take: {},
    leave: ['secret_id'],
  },
];
