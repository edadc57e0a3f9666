import { CLIENT, OBJECT, OTHER, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** Lines in no form at all. */
export const LOOSE_LINES: readonly Paste[] = [
  {
    name: 'en: label and value without a sign between',
    text: `Directory (tenant) ID ${TENANT}
Application (client) ID ${CLIENT}
Value ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'en: all in one line',
    text: `Directory (tenant) ID: ${TENANT}; Application (client) ID: ${CLIENT}; Value: ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'en: each label behind its value',
    text: `${TENANT} (Directory (tenant) ID)
${CLIENT} (Application (client) ID)
${VALUE} (Value)`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: label and value without a sign between',
    text: `目錄 (租用戶) 識別碼 ${TENANT}
應用程式 (用戶端) 識別碼 ${CLIENT}
值 ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: all in one line',
    text: `目錄 (租用戶) 識別碼：${TENANT}; 應用程式 (用戶端) 識別碼：${CLIENT}; 值：${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: each label behind its value',
    text: `${TENANT} (目錄 (租用戶) 識別碼)
${CLIENT} (應用程式 (用戶端) 識別碼)
${VALUE} (值)`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: label and value without a sign between',
    text: `目录(租户) ID ${TENANT}
应用程序(客户端) ID ${CLIENT}
值 ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: all in one line',
    text: `目录(租户) ID：${TENANT}; 应用程序(客户端) ID：${CLIENT}; 值：${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: each label behind its value',
    text: `${TENANT} (目录(租户) ID)
${CLIENT} (应用程序(客户端) ID)
${VALUE} (值)`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: label and value without a sign between',
    text: `ディレクトリ (テナント) ID ${TENANT}
アプリケーション (クライアント) ID ${CLIENT}
値 ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: all in one line',
    text: `ディレクトリ (テナント) ID：${TENANT}; アプリケーション (クライアント) ID：${CLIENT}; 値：${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: each label behind its value',
    text: `${TENANT} (ディレクトリ (テナント) ID)
${CLIENT} (アプリケーション (クライアント) ID)
${VALUE} (値)`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: label and value without a sign between',
    text: `Verzeichnis-ID (Mandant) ${TENANT}
Anwendungs-ID (Client) ${CLIENT}
Wert ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: all in one line',
    text: `Verzeichnis-ID (Mandant): ${TENANT}; Anwendungs-ID (Client): ${CLIENT}; Wert: ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: each label behind its value',
    text: `${TENANT} (Verzeichnis-ID (Mandant))
${CLIENT} (Anwendungs-ID (Client))
${VALUE} (Wert)`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'two ids and a Value without any word',
    text: `${TENANT}
${CLIENT}
${VALUE}`,
    take: { clientSecret: VALUE },
    ask: ['tenantId+clientId', 'tenantId+clientId'],
  },
  {
    name: 'the directory by its domain, an id without a word',
    text: `contoso.onmicrosoft.com
${CLIENT}
${VALUE}`,
    take: { tenantId: 'contoso.onmicrosoft.com', clientSecret: VALUE },
    ask: ['clientId'],
  },
  {
    name: 'an id without a word beside two with theirs',
    text: `Tenant ID ${TENANT}
Client ID ${CLIENT}
${OTHER}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['id_unlabelled'],
  },
  {
    name: 'an id behind the Value is the Secret ID',
    text: `helpdesk 12/16/2027 ${VALUE} ${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'an address on a line of its own',
    text: `support@contoso.com
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT, mailboxAddress: 'support@contoso.com' },
  },
  {
    name: 'two addresses on lines of their own',
    text: `support@contoso.com
orders@contoso.com`,
    take: {},
    ask: ['mailboxAddress'],
  },
  {
    name: 'a Value alone',
    text: `${VALUE}`,
    take: { clientSecret: VALUE },
  },
  {
    name: 'an id alone',
    text: `${TENANT}`,
    take: {},
    ask: ['tenantId+clientId'],
  },
  {
    name: 'a domain behind its label',
    text: `Tenant: contoso.com
Client ID: ${CLIENT}`,
    take: { tenantId: 'contoso.com', clientId: CLIENT },
  },
  {
    name: 'a domain and the id of the same directory',
    text: `Primary domain: contoso.onmicrosoft.com
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT },
  },
  {
    name: 'the same twice',
    text: `Tenant ID: ${TENANT}
Tenant ID: ${TENANT}
Client ID: ${CLIENT}
Application (client) ID: ${CLIENT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
  {
    name: 'ids of the trace of an error',
    text: `AADSTS7000215: Invalid client secret provided.
Trace ID: ${OTHER}
Correlation ID: ${OBJECT}
Timestamp: 2026-11-30 08:00:00Z`,
    take: {},
    leave: ['other_id', 'other_id'],
  },
  {
    name: 'carriage returns of an old Mac',
    text: `Tenant ID: ${TENANT}\rClient ID: ${CLIENT}\rValue: ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'a cloud by its name',
    text: `Cloud: GCC High
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT, cloud: 'gcc_high' },
  },
  {
    name: 'GCC, which is part of the global cloud',
    text: `Cloud: GCC
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT, cloud: 'global' },
  },
  {
    name: 'the cloud of the US Government, written in one word',
    text: `Microsoft cloud: Microsoft 365 GCCHigh
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT, cloud: 'gcc_high' },
  },
  {
    name: 'the Chinese cloud by its name',
    text: `Microsoft cloud: China (21Vianet)
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT, cloud: 'china' },
  },
  {
    name: 'mailto as an address',
    text: `Mailbox: <mailto:support@contoso.com>`,
    take: { mailboxAddress: 'support@contoso.com' },
  },
];
