import {
  CLIENT,
  OTHER,
  type Paste,
  SECRET_ID,
  TENANT,
  VALUE,
  VALUE_2,
  VALUE_2019,
  VALUE_2021,
} from '../values';

/** What people write: mails and chats, in the five languages that come here. */
export const MAILS: readonly Paste[] = [
  {
    name: 'en: a mail with a line for each value',
    text: `Hello,

Directory (tenant) ID: ${TENANT}
Application (client) ID: ${CLIENT}
Value: ${VALUE}
Expires: 12/16/2027

Kind regards, Ana`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'en: the same in another order, with the Secret ID and the mailbox',
    text: `Hello,
Value: ${VALUE}
Secret ID: ${SECRET_ID}
Mailbox address: support@contoso.com
Application (client) ID: ${CLIENT}
Directory (tenant) ID: ${TENANT}
Kind regards, Ana`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
    leave: ['secret_id'],
  },
  {
    name: 'en: labels on lines of their own, blank lines between',
    text: `Hello,

Directory (tenant) ID

${TENANT}

Application (client) ID

${CLIENT}

Value

${VALUE}

Kind regards, Ana`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'en: quoted in an answer',
    text: `> Hello,
>
> Directory (tenant) ID: ${TENANT}
> Application (client) ID: ${CLIENT}
> Value: ${VALUE}
`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'en: a list with bullets',
    text: `• Directory (tenant) ID: ${TENANT}
• Application (client) ID: ${CLIENT}
• Value: ${VALUE}
• Expires: 12/16/2027`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'en: bold and code of a chat',
    text: `**Directory (tenant) ID**: \`${TENANT}\`
**Application (client) ID**: \`${CLIENT}\`
**Value**: \`${VALUE}\``,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'en: numbered, with equals signs',
    text: `1. Directory (tenant) ID = ${TENANT}
2. Application (client) ID = ${CLIENT}
3. Value = ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'en: a table of a mail, divided by tabs',
    text: `Directory (tenant) ID\t${TENANT}
Application (client) ID\t${CLIENT}
Value\t${VALUE}
Expires\t12/16/2027`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'zh-Hant: a mail with a line for each value',
    text: `您好：

目錄 (租用戶) 識別碼：${TENANT}
應用程式 (用戶端) 識別碼：${CLIENT}
值：${VALUE}
到期：2027/12/16

謝謝，林小姐`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'zh-Hant: the same in another order, with the Secret ID and the mailbox',
    text: `您好：
值：${VALUE}
祕密識別碼：${SECRET_ID}
信箱地址：support@contoso.com
應用程式 (用戶端) 識別碼：${CLIENT}
目錄 (租用戶) 識別碼：${TENANT}
謝謝，林小姐`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hant: labels on lines of their own, blank lines between',
    text: `您好：

目錄 (租用戶) 識別碼

${TENANT}

應用程式 (用戶端) 識別碼

${CLIENT}

值

${VALUE}

謝謝，林小姐`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: quoted in an answer',
    text: `> 您好：
>
> 目錄 (租用戶) 識別碼：${TENANT}
> 應用程式 (用戶端) 識別碼：${CLIENT}
> 值：${VALUE}
`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: a list with bullets',
    text: `• 目錄 (租用戶) 識別碼：${TENANT}
• 應用程式 (用戶端) 識別碼：${CLIENT}
• 值：${VALUE}
• 到期：2027/12/16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'zh-Hant: bold and code of a chat',
    text: `**目錄 (租用戶) 識別碼**：\`${TENANT}\`
**應用程式 (用戶端) 識別碼**：\`${CLIENT}\`
**值**：\`${VALUE}\``,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: numbered, with equals signs',
    text: `1. 目錄 (租用戶) 識別碼 = ${TENANT}
2. 應用程式 (用戶端) 識別碼 = ${CLIENT}
3. 值 = ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hant: a table of a mail, divided by tabs',
    text: `目錄 (租用戶) 識別碼\t${TENANT}
應用程式 (用戶端) 識別碼\t${CLIENT}
值\t${VALUE}
到期\t2027/12/16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'zh-Hans: a mail with a line for each value',
    text: `您好，

目录(租户) ID：${TENANT}
应用程序(客户端) ID：${CLIENT}
值：${VALUE}
截止日期：2027年12月16日

谢谢，王`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'zh-Hans: the same in another order, with the Secret ID and the mailbox',
    text: `您好，
值：${VALUE}
机密 ID：${SECRET_ID}
邮箱地址：support@contoso.com
应用程序(客户端) ID：${CLIENT}
目录(租户) ID：${TENANT}
谢谢，王`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
    leave: ['secret_id'],
  },
  {
    name: 'zh-Hans: labels on lines of their own, blank lines between',
    text: `您好，

目录(租户) ID

${TENANT}

应用程序(客户端) ID

${CLIENT}

值

${VALUE}

谢谢，王`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: quoted in an answer',
    text: `> 您好，
>
> 目录(租户) ID：${TENANT}
> 应用程序(客户端) ID：${CLIENT}
> 值：${VALUE}
`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: a list with bullets',
    text: `• 目录(租户) ID：${TENANT}
• 应用程序(客户端) ID：${CLIENT}
• 值：${VALUE}
• 截止日期：2027年12月16日`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'zh-Hans: bold and code of a chat',
    text: `**目录(租户) ID**：\`${TENANT}\`
**应用程序(客户端) ID**：\`${CLIENT}\`
**值**：\`${VALUE}\``,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: numbered, with equals signs',
    text: `1. 目录(租户) ID = ${TENANT}
2. 应用程序(客户端) ID = ${CLIENT}
3. 值 = ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'zh-Hans: a table of a mail, divided by tabs',
    text: `目录(租户) ID\t${TENANT}
应用程序(客户端) ID\t${CLIENT}
值\t${VALUE}
截止日期\t2027年12月16日`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'ja: a mail with a line for each value',
    text: `お世話になっております。

ディレクトリ (テナント) ID：${TENANT}
アプリケーション (クライアント) ID：${CLIENT}
値：${VALUE}
有効期限：2027/12/16

よろしくお願いいたします。佐藤`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'ja: the same in another order, with the Secret ID and the mailbox',
    text: `お世話になっております。
値：${VALUE}
シークレット ID：${SECRET_ID}
メールボックス：support@contoso.com
アプリケーション (クライアント) ID：${CLIENT}
ディレクトリ (テナント) ID：${TENANT}
よろしくお願いいたします。佐藤`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
    leave: ['secret_id'],
  },
  {
    name: 'ja: labels on lines of their own, blank lines between',
    text: `お世話になっております。

ディレクトリ (テナント) ID

${TENANT}

アプリケーション (クライアント) ID

${CLIENT}

値

${VALUE}

よろしくお願いいたします。佐藤`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: quoted in an answer',
    text: `> お世話になっております。
>
> ディレクトリ (テナント) ID：${TENANT}
> アプリケーション (クライアント) ID：${CLIENT}
> 値：${VALUE}
`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: a list with bullets',
    text: `• ディレクトリ (テナント) ID：${TENANT}
• アプリケーション (クライアント) ID：${CLIENT}
• 値：${VALUE}
• 有効期限：2027/12/16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'ja: bold and code of a chat',
    text: `**ディレクトリ (テナント) ID**：\`${TENANT}\`
**アプリケーション (クライアント) ID**：\`${CLIENT}\`
**値**：\`${VALUE}\``,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: numbered, with equals signs',
    text: `1. ディレクトリ (テナント) ID = ${TENANT}
2. アプリケーション (クライアント) ID = ${CLIENT}
3. 値 = ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'ja: a table of a mail, divided by tabs',
    text: `ディレクトリ (テナント) ID\t${TENANT}
アプリケーション (クライアント) ID\t${CLIENT}
値\t${VALUE}
有効期限\t2027/12/16`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'de: a mail with a line for each value',
    text: `Guten Tag,

Verzeichnis-ID (Mandant): ${TENANT}
Anwendungs-ID (Client): ${CLIENT}
Wert: ${VALUE}
Gültig bis: 16.12.2027

Mit freundlichen Grüßen
J. Wacholder`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'de: the same in another order, with the Secret ID and the mailbox',
    text: `Guten Tag,
Wert: ${VALUE}
Geheime ID: ${SECRET_ID}
Postfach: support@contoso.com
Anwendungs-ID (Client): ${CLIENT}
Verzeichnis-ID (Mandant): ${TENANT}
Mit freundlichen Grüßen
J. Wacholder`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, mailboxAddress: 'support@contoso.com' },
    leave: ['secret_id'],
  },
  {
    name: 'de: labels on lines of their own, blank lines between',
    text: `Guten Tag,

Verzeichnis-ID (Mandant)

${TENANT}

Anwendungs-ID (Client)

${CLIENT}

Wert

${VALUE}

Mit freundlichen Grüßen
J. Wacholder`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: quoted in an answer',
    text: `> Guten Tag,
>
> Verzeichnis-ID (Mandant): ${TENANT}
> Anwendungs-ID (Client): ${CLIENT}
> Wert: ${VALUE}
`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: a list with bullets',
    text: `• Verzeichnis-ID (Mandant): ${TENANT}
• Anwendungs-ID (Client): ${CLIENT}
• Wert: ${VALUE}
• Gültig bis: 16.12.2027`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'de: bold and code of a chat',
    text: `**Verzeichnis-ID (Mandant)**: \`${TENANT}\`
**Anwendungs-ID (Client)**: \`${CLIENT}\`
**Wert**: \`${VALUE}\``,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: numbered, with equals signs',
    text: `1. Verzeichnis-ID (Mandant) = ${TENANT}
2. Anwendungs-ID (Client) = ${CLIENT}
3. Wert = ${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'de: a table of a mail, divided by tabs',
    text: `Verzeichnis-ID (Mandant)\t${TENANT}
Anwendungs-ID (Client)\t${CLIENT}
Wert\t${VALUE}
Gültig bis\t16.12.2027`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'prose in one sentence',
    text: `Hi, our tenant ID is ${TENANT}, the client ID is ${CLIENT} and the secret is ${VALUE}. It is valid until 16 December 2027.`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'prose that names the ids first',
    text: `Please find the tenant ID and the client ID below, the secret follows by phone.
Tenant ID: ${TENANT}
Client ID: ${CLIENT}`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
  {
    name: 'the head of a forwarded mail',
    text: `From: Ana Torres <ana@contoso.com>
Sent: Monday, November 30, 2026 9:12 AM
To: Support <support@firstline.example>
Subject: App registration

Tenant: ${TENANT}
App ID: ${CLIENT}
Secret: ${VALUE}
Expires: Dec 16, 2027`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a signature with an address',
    text: `Tenant ID: ${TENANT}
Client ID: ${CLIENT}
Secret value: ${VALUE}

Ana Torres | IT | write to ana.torres@contoso.com`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'the mailbox among other addresses',
    text: `Shared mailbox: orders@contoso.com
Contact: ana@contoso.com
Tenant ID: ${TENANT}`,
    take: { tenantId: TENANT, mailboxAddress: 'orders@contoso.com' },
  },
  {
    name: 'a value that ends a sentence',
    text: `The client secret is ${VALUE}. The tenant is contoso.onmicrosoft.com.`,
    take: { clientSecret: VALUE, tenantId: 'contoso.onmicrosoft.com' },
  },
  {
    name: 'a value in quotation marks',
    text: `Client ID “${CLIENT}”, tenant ID “${TENANT}”, secret “${VALUE}”`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'signs that nobody sees',
    text: `Tenant ID:\u200b ${TENANT}
Client ID:\ufeff ${CLIENT}
Secret:\u00a0${VALUE}`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE },
  },
  {
    name: 'what is said not to be the Secret ID',
    text: `Value (not the Secret ID): ${VALUE}
Application (client) ID: ${CLIENT}`,
    take: { clientSecret: VALUE, clientId: CLIENT },
  },
  {
    name: 'a German sentence',
    text: `Die Mandanten-ID lautet ${TENANT} und die Client-ID ${CLIENT}. Das Kennwort: ${VALUE}, läuft ab am 16. Dez. 2027.`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a Japanese sentence',
    text: `テナント ID は ${TENANT} です。クライアント ID は ${CLIENT} です。シークレットの値は ${VALUE} です。有効期限は2027年12月16日です。`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a Chinese sentence',
    text: `租用戶識別碼為 ${TENANT}，用戶端識別碼為 ${CLIENT}，用戶端密碼為 ${VALUE}，有效期限至 2027 年 12 月 16 日。`,
    take: { tenantId: TENANT, clientId: CLIENT, clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a day of the Taiwanese calendar',
    text: `用戶端密碼：${VALUE}
到期日：民國116年12月16日`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'a day of the Japanese calendar',
    text: `シークレット：${VALUE}
有効期限：令和9年12月16日`,
    take: { clientSecret: VALUE, secretExpiresOn: '2027-12-16' },
  },
  {
    name: 'full-width ids of a Japanese keyboard',
    text: `テナント ID：１１１１１１１１-２２２２-４３３３-８４４４-５５５５５５５５５５５５`,
    take: { tenantId: TENANT },
  },
  {
    name: 'a secret that was typed in full-width characters',
    text: `シークレット：ｆａｋ８Ｑ～ｎｏｔ-ａ.ｒｅａｌ_ｓｅｃｒｅｔ~ｏｆ-ａｎｙｂｏｄｙ-ａｔ-ａｌ`,
    take: {},
    leave: ['secret_full_width'],
  },
  {
    name: 'an old secret with signs',
    text: `Client secret: ${VALUE_2019}
Tenant: ${TENANT}`,
    take: { clientSecret: VALUE_2019, tenantId: TENANT },
  },
  {
    name: 'a secret of 2021',
    text: `Secret value: ${VALUE_2021}`,
    take: { clientSecret: VALUE_2021 },
  },
  {
    name: 'a promise and no secret',
    text: `Tenant ID: ${TENANT}
Client ID: ${CLIENT}
Secret: see separate message, please call me`,
    take: { tenantId: TENANT, clientId: CLIENT },
  },
  {
    name: 'two secrets of which one is to be used',
    text: `Client secret 1: ${VALUE}
Client secret 2: ${VALUE_2}`,
    take: {},
    ask: ['clientSecret'],
  },
  {
    name: 'two tenants',
    text: `Tenant ID (test): ${TENANT}
Tenant ID (live): ${OTHER}
Client ID: ${CLIENT}`,
    take: { clientId: CLIENT },
    ask: ['tenantId'],
  },
  {
    name: 'nothing of use',
    text: `Good morning, we will send the values tomorrow. Kind regards`,
    take: {},
  },
  {
    name: 'the date of the mail alone',
    text: `Date: 2026-11-30
Hello, the values follow.`,
    take: {},
  },
];
