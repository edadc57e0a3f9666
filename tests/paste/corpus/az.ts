import { CLIENT, OBJECT, OTHER, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** What the Azure CLI prints. */
export const AZ: readonly Paste[] = [
  {
    name: 'az ad app credential reset',
    text: `{
  "appId": "${CLIENT}",
  "password": "${VALUE}",
  "tenant": "${TENANT}"
}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'the same with its warning',
    text: `The output includes credentials that you must protect. Be sure that you do not include these credentials in your code.
{
  "appId": "${CLIENT}",
  "password": "${VALUE}",
  "tenant": "${TENANT}"
}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'the same on one line',
    text: `{"appId": "${CLIENT}", "password": "${VALUE}", "tenant": "${TENANT}"}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'az ad sp create-for-rbac',
    text: `{
  "appId": "${CLIENT}",
  "displayName": "Helpdesk Mailer",
  "password": "${VALUE}",
  "tenant": "${TENANT}"
}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'az ad sp create-for-rbac --sdk-auth',
    text: `{
  "clientId": "${CLIENT}",
  "clientSecret": "${VALUE}",
  "subscriptionId": "${OTHER}",
  "tenantId": "${TENANT}",
  "activeDirectoryEndpointUrl": "https://login.microsoftonline.com",
  "resourceManagerEndpointUrl": "https://management.azure.com/"
}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, cloud: 'global' },
    leave: ['other_id'],
  },
  {
    name: 'as a table',
    text: `AppId                                 DisplayName      Password                                  Tenant
------------------------------------  ---------------  ----------------------------------------  ------------------------------------
${CLIENT}  Helpdesk Mailer  ${VALUE}  ${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'az account show',
    text: `{
  "environmentName": "AzureCloud",
  "homeTenantId": "${TENANT}",
  "id": "${OTHER}",
  "isDefault": true,
  "name": "Pay-As-You-Go",
  "state": "Enabled",
  "tenantId": "${TENANT}",
  "user": {
    "name": "ana@contoso.com",
    "type": "user"
  }
}`,
    take: { tenantId: TENANT, cloud: 'global' },
    leave: ['other_id', 'address_unlabelled'],
  },
  {
    name: 'az account show of the Chinese cloud',
    text: `{
  "environmentName": "AzureChinaCloud",
  "tenantId": "${TENANT}"
}`,
    take: { tenantId: TENANT, cloud: 'china' },
  },
  {
    name: 'az account show of the American government',
    text: `{
  "environmentName": "AzureUSGovernment",
  "tenantId": "${TENANT}"
}`,
    take: { tenantId: TENANT },
    ask: ['cloud'],
  },
  {
    name: 'az ad app show, shortened',
    text: `{
  "appId": "${CLIENT}",
  "createdDateTime": "2026-11-30T08:00:00Z",
  "displayName": "Helpdesk Mailer",
  "id": "${OBJECT}",
  "identifierUris": [],
  "passwordCredentials": [
    {
      "displayName": "helpdesk",
      "endDateTime": "2027-12-16T08:00:00Z",
      "hint": "fak",
      "keyId": "${SECRET_ID}",
      "secretText": null,
      "startDateTime": "2026-11-30T08:00:00Z"
    }
  ],
  "publisherDomain": "contoso.onmicrosoft.com"
}`,
    take: { clientId: CLIENT, secretExpiresOn: '2027-12-16', tenantId: 'contoso.onmicrosoft.com' },
    leave: ['other_id', 'secret_id'],
  },
  {
    name: 'az ad app credential list',
    text: `[
  {
    "endDateTime": "2027-12-16T08:00:00Z",
    "hint": "fak",
    "keyId": "${SECRET_ID}",
    "startDateTime": "2026-11-30T08:00:00Z"
  }
]`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'az as yaml',
    text: `appId: ${CLIENT}
password: ${VALUE}
tenant: ${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'az as jsonc with colours taken off',
    text: `{
  "appId": "${CLIENT}",
  "displayName": "Helpdesk Mailer",
  "password": "${VALUE}",
  "tenant": "${TENANT}"
} // end`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'the commands with their answers',
    text: `$ az account show --query tenantId -o tsv
${TENANT}
$ az ad app credential reset --id ${CLIENT} --append --query password -o tsv
${VALUE}`,
    take: { clientSecret: VALUE, clientId: CLIENT },
    ask: ['tenantId'],
  },
  {
    name: 'the required access beside the ids',
    text: `{
  "appId": "${CLIENT}",
  "requiredResourceAccess": [
    {
      "resourceAccess": [{ "id": "b633e1c5-b582-4048-a93e-9f11b44c7e96", "type": "Role" }],
      "resourceAppId": "00000003-0000-0000-c000-000000000000"
    }
  ]
}`,
    take: { clientId: CLIENT },
  },
  {
    name: 'az ad sp show',
    text: `{
  "accountEnabled": true,
  "appDisplayName": "Helpdesk Mailer",
  "appId": "${CLIENT}",
  "appOwnerOrganizationId": "${TENANT}",
  "id": "${OBJECT}",
  "servicePrincipalType": "Application"
}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['other_id'],
  },
];
