import { CLIENT, OBJECT, type Paste, SECRET_ID, TENANT, VALUE } from '../values';

/** Pages of Entra, marked with the mouse and copied as text. */
export const ENTRA_PAGES: readonly Paste[] = [
  {
    name: 'en: the overview copied as text',
    text: `Display name
Helpdesk Mailer
Application (client) ID
${CLIENT}
Object ID
${OBJECT}
Directory (tenant) ID
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'en: the overview with colons on lines of their own',
    text: `Display name
:
Helpdesk Mailer
Application (client) ID
:
${CLIENT}
Object ID
:
${OBJECT}
Directory (tenant) ID
:
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'en: the table of secrets, divided by tabs',
    text: `Display name\tExpires\tValue\tSecret ID
helpdesk\t12/16/2027\t${VALUE}\t${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'en: the table of secrets, a cell a line',
    text: `Display name
Expires
Value
Secret ID
helpdesk
12/16/2027
${VALUE}
${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'en: the table of secrets a day later, when the Value is masked',
    text: `Display name\tExpires\tValue\tSecret ID
helpdesk\t12/16/2027\tfak******************\t${SECRET_ID}`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id', 'secret_masked'],
  },
  {
    name: 'zh-Hant: the overview copied as text',
    text: `顯示名稱
Helpdesk Mailer
應用程式 (用戶端) 識別碼
${CLIENT}
物件識別碼
${OBJECT}
目錄 (租用戶) 識別碼
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'zh-Hant: the overview with colons on lines of their own',
    text: `顯示名稱
:
Helpdesk Mailer
應用程式 (用戶端) 識別碼
:
${CLIENT}
物件識別碼
:
${OBJECT}
目錄 (租用戶) 識別碼
:
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'zh-Hant: the table of secrets, divided by tabs',
    text: `顯示名稱\t到期\t值\t祕密識別碼
helpdesk\t2027/12/16\t${VALUE}\t${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: the table of secrets, a cell a line',
    text: `顯示名稱
到期
值
祕密識別碼
helpdesk
2027/12/16
${VALUE}
${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: the table of secrets a day later, when the Value is masked',
    text: `顯示名稱\t到期\t值\t祕密識別碼
helpdesk\t2027/12/16\tfak******************\t${SECRET_ID}`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id', 'secret_masked'],
  },
  {
    name: 'zh-Hans: the overview copied as text',
    text: `显示名称
Helpdesk Mailer
应用程序(客户端) ID
${CLIENT}
对象 ID
${OBJECT}
目录(租户) ID
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'zh-Hans: the overview with colons on lines of their own',
    text: `显示名称
:
Helpdesk Mailer
应用程序(客户端) ID
:
${CLIENT}
对象 ID
:
${OBJECT}
目录(租户) ID
:
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'zh-Hans: the table of secrets, divided by tabs',
    text: `显示名称\t截止日期\t值\t机密 ID
helpdesk\t2027年12月16日\t${VALUE}\t${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: the table of secrets, a cell a line',
    text: `显示名称
截止日期
值
机密 ID
helpdesk
2027年12月16日
${VALUE}
${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: the table of secrets a day later, when the Value is masked',
    text: `显示名称\t截止日期\t值\t机密 ID
helpdesk\t2027年12月16日\tfak******************\t${SECRET_ID}`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id', 'secret_masked'],
  },
  {
    name: 'ja: the overview copied as text',
    text: `表示名
Helpdesk Mailer
アプリケーション (クライアント) ID
${CLIENT}
オブジェクト ID
${OBJECT}
ディレクトリ (テナント) ID
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'ja: the overview with colons on lines of their own',
    text: `表示名
:
Helpdesk Mailer
アプリケーション (クライアント) ID
:
${CLIENT}
オブジェクト ID
:
${OBJECT}
ディレクトリ (テナント) ID
:
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'ja: the table of secrets, divided by tabs',
    text: `表示名\t有効期限\t値\tシークレット ID
helpdesk\t2027/12/16\t${VALUE}\t${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'ja: the table of secrets, a cell a line',
    text: `表示名
有効期限
値
シークレット ID
helpdesk
2027/12/16
${VALUE}
${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'ja: the table of secrets a day later, when the Value is masked',
    text: `表示名\t有効期限\t値\tシークレット ID
helpdesk\t2027/12/16\tfak******************\t${SECRET_ID}`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id', 'secret_masked'],
  },
  {
    name: 'de: the overview copied as text',
    text: `Anzeigename
Helpdesk Mailer
Anwendungs-ID (Client)
${CLIENT}
Objekt-ID
${OBJECT}
Verzeichnis-ID (Mandant)
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'de: the overview with colons on lines of their own',
    text: `Anzeigename
:
Helpdesk Mailer
Anwendungs-ID (Client)
:
${CLIENT}
Objekt-ID
:
${OBJECT}
Verzeichnis-ID (Mandant)
:
${TENANT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
    leave: ['object_id'],
  },
  {
    name: 'de: the table of secrets, divided by tabs',
    text: `Anzeigename\tGültig bis\tWert\tGeheime ID
helpdesk\t16.12.2027\t${VALUE}\t${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'de: the table of secrets, a cell a line',
    text: `Anzeigename
Gültig bis
Wert
Geheime ID
helpdesk
16.12.2027
${VALUE}
${SECRET_ID}`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
    leave: ['secret_id'],
  },
  {
    name: 'de: the table of secrets a day later, when the Value is masked',
    text: `Anzeigename\tGültig bis\tWert\tGeheime ID
helpdesk\t16.12.2027\tfak******************\t${SECRET_ID}`,
    take: { secretExpiresOn: '2027-12-16' },
    leave: ['secret_id', 'secret_masked'],
  },
];
