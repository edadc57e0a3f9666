import { describe, expect, test } from 'vitest';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import { addMailboxSchema, changeMailboxSchema } from '@/lib/mailbox/schema';
import { replaceSecretSchema } from '@/lib/registration/schema';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();

const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
const secretValue = 'fake~8Q-not.a_real-secret~value000000000';
/** Of the shape that Entra makes today, put together here: scanners for leaked secrets know it. */
const secretValue40 = ['fak', '8', 'Q~', 'not.a_real-secret~value00000000000'].join('');
const guid = '1b2c3d4e-0000-4000-8000-1234567890ab';
const secretId = '7c6b5a49-0000-4000-8000-00cafe00cafe';

let customerId: CustomerId | undefined;
async function customer(): Promise<CustomerId> {
  if (customerId) return customerId;
  const made = await createCustomer(lin, { customerName: 'Contoso', note: '' });
  if (!made.ok) throw new Error(made.failure.code);
  customerId = made.value.id;
  return customerId;
}

const good = {
  registrationChoice: 'new',
  registrationId: '',
  testId: '',
  mailboxAddress: 'support@contoso.com',
  mailboxName: 'Contoso Support',
  description: '',
  cloud: 'global',
  tenantId: 'contoso.onmicrosoft.com',
  clientId: guid,
  clientSecret: secretValue,
  secretExpiresOn: '2027-12-16',
};

/** What the action does with the Add mailbox form: its schema, then its verb. Answers the codes by field, or "saved". */
async function submit(changes: Record<string, string>): Promise<unknown> {
  const parsed = addMailboxSchema.safeParse({ customerId: await customer(), ...good, ...changes });
  if (!parsed.success) return faults(parsed.error.issues);
  const saved = await createMailbox(await customer(), lin, parsed.data);
  return saved.ok ? 'saved' : saved.failure.code;
}

const faults = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
  Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message]).reverse());

const stored = () =>
  sql(`SELECT (SELECT count(*) FROM mailbox) AS mailboxes, (SELECT count(*) FROM registration) AS registrations,
    (SELECT count(*) FROM credential) AS credentials, (SELECT count(*) FROM audit_entry) AS entries`);

/** With the value as a test's name may print it: no control character reaches the terminal. */
const named = <T extends { readonly value: string }>(rows: readonly T[]) =>
  rows.map((row) => ({ ...row, shown: JSON.stringify(row.value) }));

const BAD: { field: string; value: string; code: string }[] = [
  { field: 'description', value: 'two\nlines\0', code: 'text_control' },
  { field: 'mailboxName', value: 'x'.repeat(201), code: 'text_too_long' },
  // the directory: it becomes part of the address that the secret is posted to
  { field: 'tenantId', value: '', code: 'tenant_id_missing' },
  { field: 'tenantId', value: '   ', code: 'tenant_id_missing' },
  { field: 'tenantId', value: 'common', code: 'tenant_id_common' },
  { field: 'tenantId', value: 'organizations', code: 'tenant_id_common' },
  { field: 'tenantId', value: 'consumers', code: 'tenant_id_common' },
  { field: 'tenantId', value: 'Contoso', code: 'tenant_id_name' },
  { field: 'tenantId', value: '..', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '../', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '../common', code: 'tenant_id_shape' },
  { field: 'tenantId', value: `${guid}/../common`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com/../evil.example', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com%2f..', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'https://contoso.com', code: 'tenant_id_link' },
  { field: 'tenantId', value: '//evil.example', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'evil.example:443', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'user@contoso.com', code: 'tenant_id_address' },
  { field: 'tenantId', value: 'contoso.com?x=1', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com#x', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com\\x', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso\u3002com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'c\u043entoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '明湖.tw', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso..com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '.contoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com.', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '-contoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '127.0.0.1', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'con toso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com\nevil.example', code: 'tenant_id_shape' },
  { field: 'tenantId', value: guid.slice(0, -1), code: 'tenant_id_incomplete' },
  { field: 'tenantId', value: `${guid}0`, code: 'tenant_id_incomplete' },
  { field: 'tenantId', value: `${'a'.repeat(64)}.com`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: `${'a.'.repeat(130)}com`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'https://login.microsoftonline.com/common', code: 'tenant_id_link' },
  { field: 'tenantId', value: 'https://evil.example/contoso.com', code: 'tenant_id_link' },
  { field: 'tenantId', value: secretValue40, code: 'tenant_id_secret' },
  // the app
  { field: 'clientId', value: secretValue40, code: 'client_id_secret' },
  { field: 'clientId', value: guid.slice(1), code: 'client_id_incomplete' },
  { field: 'clientId', value: 'https://entra.microsoft.com/#home', code: 'client_id_link' },
  {
    field: 'clientId',
    value: `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/objectId/${guid}`,
    code: 'client_id_object_id',
  },
  { field: 'clientId', value: '', code: 'client_id_missing' },
  { field: 'clientId', value: 'Helpdesk mailer', code: 'client_id_name' },
  { field: 'clientId', value: 'contoso.com', code: 'ids_exchanged' },
  { field: 'clientId', value: `api://${guid}`, code: 'client_id_shape' },
  { field: 'clientId', value: `${guid} ${guid}`, code: 'client_id_shape' },
  // the secret
  { field: 'clientSecret', value: '', code: 'secret_missing' },
  { field: 'clientSecret', value: ' \n ', code: 'secret_missing' },
  { field: 'clientSecret', value: secretId, code: 'secret_is_id' },
  { field: 'clientSecret', value: ` ${secretId.toUpperCase()} `, code: 'secret_is_id' },
  { field: 'clientSecret', value: 'fake secret', code: 'secret_blank' },
  { field: 'clientSecret', value: 'fake\tsecret', code: 'secret_blank' },
  { field: 'clientSecret', value: 'fake\nsecret', code: 'secret_line_break' },
  { field: 'clientSecret', value: 'fake\u00a0secret', code: 'secret_blank' },
  { field: 'clientSecret', value: 'fake\u200bsecret', code: 'secret_cut_short' },
  { field: 'clientSecret', value: 'ｆａｋｅ', code: 'secret_full_width' },
  { field: 'clientSecret', value: 'fake…', code: 'secret_shape' },
  { field: 'clientSecret', value: 'f'.repeat(513), code: 'secret_too_long' },
  { field: 'clientSecret', value: 'fake\u00adsecret', code: 'secret_invisible' },
  { field: 'clientSecret', value: `Value: ${secretValue}`, code: 'secret_label' },
  { field: 'clientSecret', value: `"${secretValue}`, code: 'secret_quoted' },
  { field: 'clientSecret', value: 'https://portal.azure.com/#view/x', code: 'secret_link' },
  { field: 'clientSecret', value: secretValue40.slice(0, 39), code: 'secret_cut_short' },
  { field: 'clientSecret', value: `${secretValue40}x`, code: 'secret_too_long' },
  // the day
  { field: 'secretExpiresOn', value: '16.12.2027', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '12/16/2027', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '2027-12-16T00:00', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '2027-2-3', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '2027-02-30', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '2027-13-01', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '0000-00-00', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '02027-12-16', code: 'day_shape' },
  { field: 'secretExpiresOn', value: 'soon', code: 'day_shape' },
  { field: 'secretExpiresOn', value: '1999-12-31', code: 'day_too_early' },
  { field: 'secretExpiresOn', value: '2100-01-01', code: 'day_too_late' },
  { field: 'secretExpiresOn', value: '9999-12-31', code: 'day_too_late' },
  // the cloud
  { field: 'cloud', value: '', code: 'cloud_missing' },
  { field: 'cloud', value: 'Global', code: 'cloud_missing' },
  { field: 'cloud', value: 'germany', code: 'cloud_missing' },
  { field: 'cloud', value: '__proto__', code: 'cloud_missing' },
  // the address
  { field: 'mailboxAddress', value: '', code: 'address_missing' },
  { field: 'mailboxAddress', value: '  ', code: 'address_missing' },
  { field: 'mailboxAddress', value: 'support', code: 'address_shape' },
  { field: 'mailboxAddress', value: '@contoso.com', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'support@', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'support@contoso', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'support@@contoso.com', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'a@contoso.com, b@contoso.com', code: 'address_several' },
  { field: 'mailboxAddress', value: 'support@contoso.com\r\nBcc: x@evil.example', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'sup port@contoso.com', code: 'address_shape' },
  { field: 'mailboxAddress', value: `${'a'.repeat(250)}@contoso.com`, code: 'address_shape' },
  // the words about it
  { field: 'mailboxName', value: 'x'.repeat(257), code: 'text_too_long' },
  { field: 'mailboxName', value: 'Contoso\r\nBcc: x@evil.example', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u0000toso', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u001btoso', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u0085toso', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u2028toso', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u2029toso', code: 'text_control' },
  { field: 'description', value: 'x'.repeat(1001), code: 'text_too_long' },
  { field: 'customerId', value: '', code: 'customer_missing' },
];

describe('the Add mailbox form', () => {
  test.each(named(BAD))(
    'answers $field $shown with $code and stores nothing',
    async ({ field, value, code }) => {
      await customer();
      const before = await stored();
      expect(await submit({ [field]: value })).toEqual({ [field]: code });
      expect(await stored()).toEqual(before);
    },
  );

  test('tells every wrong field at once', async () => {
    expect(
      await submit({ mailboxAddress: 'x', cloud: '', tenantId: 'common', clientId: '', clientSecret: '' }),
    ).toEqual({
      mailboxAddress: 'address_shape',
      cloud: 'cloud_missing',
      tenantId: 'tenant_id_common',
      clientId: 'client_id_missing',
      clientSecret: 'secret_missing',
    });
  });

  test('refuses two ids that are the same, and a secret that is one of them', async () => {
    await customer();
    expect(await submit({ tenantId: guid })).toEqual({ clientId: 'ids_equal' });
    expect(await submit({ clientSecret: `{${guid}}` })).toEqual({ clientSecret: 'secret_is_other_id' });
    expect(await submit({ clientSecret: guid.toUpperCase() })).toEqual({
      clientSecret: 'secret_is_other_id',
    });
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['a GUID in braces', { clientId: `{${secretId.toUpperCase()}}` }, { clientId: secretId }],
    ['a GUID without dashes', { clientId: secretId.replaceAll('-', '') }, { clientId: secretId }],
    [
      'a GUID with typographic dashes',
      { clientId: secretId.replaceAll('-', '\u2011') },
      { clientId: secretId },
    ],
    ['a GUID as a name of uuids', { clientId: `urn:uuid:${secretId}` }, { clientId: secretId }],
    ['a GUID in quotes', { tenantId: `\u201c${secretId}\u201d,` }, { tenantId: secretId }],
    ['signs that nobody sees', { tenantId: `\ufeffcon\u200btoso.com\u200b` }, { tenantId: 'contoso.com' }],
    ['full-width characters', { tenantId: 'ｃｏｎｔｏｓｏ\uff0ecom' }, { tenantId: 'contoso.com' }],
    [
      'a link to sign in',
      { tenantId: `https://login.microsoftonline.com/${secretId}/oauth2/v2.0/token` },
      { tenantId: secretId },
    ],
    ['an issuer', { tenantId: `https://sts.windows.net/${secretId}/` }, { tenantId: secretId }],
    [
      'a link of the portal that names the directory',
      { tenantId: 'https://portal.azure.com/#@contoso.onmicrosoft.com/resource/x' },
      { tenantId: 'contoso.onmicrosoft.com' },
    ],
    [
      'a link of the portal that names the app',
      {
        clientId: `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${secretId}/objectId/${guid}`,
      },
      { clientId: secretId },
    ],
    [
      'a link of an admin consent',
      { clientId: `https://login.microsoftonline.com/contoso.com/adminconsent?client_id=${secretId}` },
      { clientId: secretId },
    ],
    [
      'an address with its name',
      { mailboxAddress: 'Help <Help@contoso.com>' },
      { mailboxAddress: 'help@contoso.com' },
    ],
    [
      'an address as a link',
      { mailboxAddress: 'mailto:help@contoso.com' },
      { mailboxAddress: 'help@contoso.com' },
    ],
    ['a full-width address', { mailboxAddress: 'help＠contoso.com' }, { mailboxAddress: 'help@contoso.com' }],
  ])('takes %s, and keeps what it means', (_what, typed, kept) => {
    const parsed = addMailboxSchema.safeParse({ ...good, customerId: 'x', ...typed });
    expect(parsed).toMatchObject({ success: true, data: kept });
  });

  test.each<[string, string]>([
    ['quotes around a Value', `"${secretValue40}"`],
    ['signs that nobody sees', `\ufeff${secretValue40.slice(0, 9)}\u200b${secretValue40.slice(9)}`],
    ['blanks around it', `\u00a0 ${secretValue40}\r\n`],
  ])('takes %s off a secret, and nothing else', (_what, clientSecret) => {
    const parsed = addMailboxSchema.safeParse({ ...good, customerId: 'x', clientSecret });
    if (!parsed.success || parsed.data.registrationChoice !== 'new') throw new Error('not taken');
    expect(parsed.data.clientSecret.reveal()).toBe(secretValue40);
  });

  test.each(['secret_is_id', 'secret_cut_short', 'secret_too_long', 'secret_quoted'])(
    'lets a doubt be ticked away: %s',
    (code) => {
      const doubtful = BAD.filter((row) => row.code === code && row.value.length < 500);
      expect(doubtful.length).toBeGreaterThan(0);
      for (const { value } of doubtful) {
        const form = { ...good, customerId: 'x', clientSecret: value, secretIsValue: 'on' };
        expect(addMailboxSchema.safeParse(form).success).toBe(true);
      }
    },
  );

  test.each(['', 'new ', 'NEW', 'both', 'unchanged'])(
    'knows no registration choice %j',
    async (registrationChoice) => {
      await customer();
      const before = await stored();
      expect(await submit({ registrationChoice })).toHaveProperty('registrationChoice');
      expect(await stored()).toEqual(before);
    },
  );

  test.each(['', 'x', "' or true --", `${guid}\0`])(
    'wants to know which, when one that is there is chosen: not %j',
    async (registrationId) => {
      expect(await submit({ registrationChoice: 'existing', registrationId })).toEqual({
        registrationId: 'registration_missing',
      });
    },
  );

  test.each(['r&d@contoso.com', '#1@contoso.com', 'info@xn--80a.xn--p1ai', "o'hara@contoso.com"])(
    'takes the real address %s',
    (mailboxAddress) => {
      const form = { ...good, customerId: guid, mailboxAddress };
      expect(addMailboxSchema.safeParse(form)).toMatchObject({ success: true, data: { mailboxAddress } });
    },
  );

  test('does not take the sandbox while it is off, and stores nothing of what came with it', async () => {
    await customer();
    const before = await stored();
    expect(await submit({ cloud: 'sandbox' })).toBe('cloud_off');
    expect(await stored()).toEqual(before);
  });

  test('trims what is pasted, and takes a GUID as secret from whoever says that it is the Value', async () => {
    const other = '0f9e8d7c-0000-4000-8000-ba0987654321';
    const answer = await submit({
      mailboxAddress: ' Orders@Contoso.COM\n',
      tenantId: ` ${guid.toUpperCase()}\t`,
      clientId: `\n${other.toUpperCase()} `,
      clientSecret: ` ${guid} `,
      secretIsValue: 'on',
      secretExpiresOn: '',
    });
    expect(answer).toBe('saved');
    expect(
      await sql(`SELECT m.address, r.tenant_id, r.client_id, c.hint, c.expires_on
        FROM mailbox m JOIN registration r ON r.id = m.registration_id
        JOIN credential c ON c.registration_id = r.id WHERE m.address = 'orders@contoso.com'`),
    ).toEqual([
      { address: 'orders@contoso.com', tenant_id: guid, client_id: other, hint: '1b2', expires_on: null },
    ]);
  });

  test('without values from the customer asks for none', async () => {
    expect(
      await submit({ registrationChoice: 'later', mailboxAddress: 'later@contoso.com', tenantId: '..' }),
    ).toBe('saved');
    expect(await sql("SELECT registration_id FROM mailbox WHERE address = 'later@contoso.com'")).toEqual([
      { registration_id: null },
    ]);
  });
});

describe('the other forms with the same fields refuse the same', () => {
  const shared = BAD.filter(({ field }) => field !== 'customerId');
  test.each(named(shared))('Edit mailbox: $field $shown is $code', ({ field, value, code }) => {
    const form = { customerId: 'x', mailboxId: 'x', revision: '1', ...good, [field]: value };
    const parsed = changeMailboxSchema.safeParse(form);
    expect(faults(parsed.error?.issues ?? [])).toEqual({ [field]: code });
  });

  const ofSecret = BAD.filter(({ field }) => ['clientSecret', 'secretExpiresOn'].includes(field));
  test.each(named(ofSecret))('Replace secret: $field $shown is $code', ({ field, value, code }) => {
    const form = {
      ...good,
      mailboxId: 'x',
      registrationId: '01890a5d-ac96-774b-bcce-b302099a8057',
      version: '1',
      [field]: value,
    };
    const parsed = replaceSecretSchema.safeParse(form);
    expect(faults(parsed.error?.issues ?? [])).toEqual({ [field]: code });
  });
});
