import { CLIENT, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** The most frequent mistake: the Secret ID in the place of the Value or beside it. */
export const SECRET_IDS: readonly Paste[] = [
  {
    name: 'en: only the Secret ID was sent',
    text: `Hello,
Directory (tenant) ID: ${TENANT}
Application (client) ID: ${CLIENT}
Secret ID: ${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'en: the Secret ID as the Value',
    text: `Directory (tenant) ID: ${TENANT}
Application (client) ID: ${CLIENT}
Value: ${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'en: the Secret ID under the label of the Value',
    text: `Value
${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'en: both in one line, the id first',
    text: `Secret ID: ${SECRET_ID}, Value: ${VALUE}`,
    take: { clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'en: in capitals and braces',
    text: `Secret ID: {5EC0E71D-1111-4222-8333-444444444444}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: only the Secret ID was sent',
    text: `您好：
目錄 (租用戶) 識別碼：${TENANT}
應用程式 (用戶端) 識別碼：${CLIENT}
祕密識別碼：${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: the Secret ID as the Value',
    text: `目錄 (租用戶) 識別碼：${TENANT}
應用程式 (用戶端) 識別碼：${CLIENT}
值：${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: the Secret ID under the label of the Value',
    text: `值
${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: both in one line, the id first',
    text: `祕密識別碼：${SECRET_ID}, 值：${VALUE}`,
    take: { clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: in capitals and braces',
    text: `祕密識別碼：{5EC0E71D-1111-4222-8333-444444444444}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: only the Secret ID was sent',
    text: `您好，
目录(租户) ID：${TENANT}
应用程序(客户端) ID：${CLIENT}
机密 ID：${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: the Secret ID as the Value',
    text: `目录(租户) ID：${TENANT}
应用程序(客户端) ID：${CLIENT}
值：${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: the Secret ID under the label of the Value',
    text: `值
${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: both in one line, the id first',
    text: `机密 ID：${SECRET_ID}, 值：${VALUE}`,
    take: { clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: in capitals and braces',
    text: `机密 ID：{5EC0E71D-1111-4222-8333-444444444444}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'ja: only the Secret ID was sent',
    text: `お世話になっております。
ディレクトリ (テナント) ID：${TENANT}
アプリケーション (クライアント) ID：${CLIENT}
シークレット ID：${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'ja: the Secret ID as the Value',
    text: `ディレクトリ (テナント) ID：${TENANT}
アプリケーション (クライアント) ID：${CLIENT}
値：${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'ja: the Secret ID under the label of the Value',
    text: `値
${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'ja: both in one line, the id first',
    text: `シークレット ID：${SECRET_ID}, 値：${VALUE}`,
    take: { clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'ja: in capitals and braces',
    text: `シークレット ID：{5EC0E71D-1111-4222-8333-444444444444}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'de: only the Secret ID was sent',
    text: `Guten Tag,
Verzeichnis-ID (Mandant): ${TENANT}
Anwendungs-ID (Client): ${CLIENT}
Geheime ID: ${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'de: the Secret ID as the Value',
    text: `Verzeichnis-ID (Mandant): ${TENANT}
Anwendungs-ID (Client): ${CLIENT}
Wert: ${SECRET_ID}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['secret_id'],
  },
  {
    name: 'de: the Secret ID under the label of the Value',
    text: `Wert
${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'de: both in one line, the id first',
    text: `Geheime ID: ${SECRET_ID}, Wert: ${VALUE}`,
    take: { clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'de: in capitals and braces',
    text: `Geheime ID: {5EC0E71D-1111-4222-8333-444444444444}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'beside the Value in a sentence',
    text: `The secret is ${VALUE}, its secret ID is ${SECRET_ID}.`,
    take: { clientSecret: VALUE },
    leave: ['secret_id'],
  },
  {
    name: 'as the app key',
    text: `App key: ${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'as a password',
    text: `Password = ${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'as a key id',
    text: `keyId: ${SECRET_ID}`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'in a table whose Value column holds it',
    text: `Description\tExpires\tValue
helpdesk\t2027-12-16\t${SECRET_ID}`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'in quotes behind client_secret',
    text: `client_secret="${SECRET_ID}"`,
    take: {},
    leave: ['secret_id'],
  },
  {
    name: 'without dashes behind the label',
    text: `Client secret: 5ec0e71d111142228333444444444444`,
    take: {},
    leave: ['secret_id'],
  },
];
