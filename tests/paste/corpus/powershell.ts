import { CLIENT, OBJECT, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** What PowerShell prints, and scripts hold. */
export const POWERSHELL: readonly Paste[] = [
  {
    name: 'Add-MgApplicationPassword',
    text: `CustomKeyIdentifier :
DisplayName         : helpdesk
EndDateTime         : 12/16/2027 8:00:00 AM
Hint                : fak
KeyId               : ${SECRET_ID}
SecretText          : ${VALUE}
StartDateTime       : 11/30/2026 8:00:00 AM`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'Get-MgApplication as a list',
    text: `DisplayName : Helpdesk Mailer
AppId       : ${CLIENT}
Id          : ${OBJECT}`,
    take: { clientId: CLIENT },
    leave: ['other_id'],
  },
  {
    name: 'Get-MgApplication as a table',
    text: `DisplayName     Id                                   AppId                                SignInAudience
-----------     --                                   -----                                --------------
Helpdesk Mailer ${OBJECT} ${CLIENT} AzureADMyOrg`,
    take: { clientId: CLIENT },
    leave: ['other_id'],
  },
  {
    name: 'Get-MgContext',
    text: `ClientId               : ${CLIENT}
TenantId               : ${TENANT}
Scopes                 : {Mail.Send}
AuthType               : AppOnly
Environment            : Global`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
  {
    name: 'New-AzADAppCredential',
    text: `SecretText                               KeyId                                EndDateTime          StartDateTime
----------                               -----                                -----------          -------------
${VALUE} ${SECRET_ID} 12/16/2027 8:00:00 AM 11/30/2026 8:00:00 AM`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'Connect-ExchangeOnline and its service principal',
    text: `DisplayName     ObjectId                             AppId
-----------     --------                             -----
Helpdesk Mailer ${OBJECT} ${CLIENT}`,
    take: { clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'variables of a script',
    text: `$tenantId = '${TENANT}'
$clientId = '${CLIENT}'
$clientSecret = '${VALUE}'`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'variables in double quotes with types',
    text: `[string]$TenantId = "${TENANT}"
[string]$AppId = "${CLIENT}"
[string]$AppSecret = "${VALUE}"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'a hash table',
    text: `@{
  TenantId     = '${TENANT}'
  ClientId     = '${CLIENT}'
  ClientSecret = '${VALUE}'
}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'Write-Host of a script',
    text: `Tenant ID ......... ${TENANT}
Client ID ......... ${CLIENT}
Client secret ..... ${VALUE}
Valid until ....... 2027-12-16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'environment variables',
    text: `$env:AZURE_TENANT_ID = "${TENANT}"
$env:AZURE_CLIENT_ID = "${CLIENT}"
$env:AZURE_CLIENT_SECRET = "${VALUE}"`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ConvertTo-Json of Windows PowerShell',
    text: `{"AppId":"${CLIENT}","TenantId":"${TENANT}","SecretText":"${VALUE}","EndDateTime":"\\/Date(1828915200000)\\/"}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a list in German format of days',
    text: `KeyId       : ${SECRET_ID}
SecretText  : ${VALUE}
EndDateTime : 16.12.2027 08:00:00`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'a list whose day has two readings',
    text: `SecretText  : ${VALUE}
EndDateTime : 03/04/2027 08:00:00`,
    take: { clientSecret: VALUE },
    ask: ['secretExpiresOn'],
  },
  {
    name: 'the context of Azure in a table',
    text: `Tenant ID                            Client ID
---------                            ---------
${TENANT} ${CLIENT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
];
