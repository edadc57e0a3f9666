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
const guid = '1b2c3d4e-0000-4000-8000-1234567890ab';

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
  { field: 'tenantId', value: 'common', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'organizations', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'consumers', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'Contoso', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '..', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '../', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '../common', code: 'tenant_id_shape' },
  { field: 'tenantId', value: `${guid}/../common`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com/../evil.example', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com%2f..', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'https://contoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: `https://login.microsoftonline.com/${guid}`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: '//evil.example', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'evil.example:443', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'user@contoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com?x=1', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com#x', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com\\x', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso\u3002com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso\uff0ecom', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'c\u043entoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '明湖.tw', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso..com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '.contoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com.', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '-contoso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: '127.0.0.1', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'con toso.com', code: 'tenant_id_shape' },
  { field: 'tenantId', value: 'contoso.com\nevil.example', code: 'tenant_id_shape' },
  { field: 'tenantId', value: `{${guid}}`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: guid.slice(0, -1), code: 'tenant_id_shape' },
  { field: 'tenantId', value: `${guid}0`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: `${'a'.repeat(64)}.com`, code: 'tenant_id_shape' },
  { field: 'tenantId', value: `${'a.'.repeat(130)}com`, code: 'tenant_id_shape' },
  // the app
  { field: 'clientId', value: '', code: 'client_id_missing' },
  { field: 'clientId', value: 'Helpdesk mailer', code: 'client_id_shape' },
  { field: 'clientId', value: 'contoso.com', code: 'client_id_shape' },
  { field: 'clientId', value: `{${guid}}`, code: 'client_id_shape' },
  { field: 'clientId', value: `api://${guid}`, code: 'client_id_shape' },
  { field: 'clientId', value: guid.replace('-', '\u2010'), code: 'client_id_shape' },
  { field: 'clientId', value: guid.replaceAll('-', ''), code: 'client_id_shape' },
  { field: 'clientId', value: `${guid} ${guid}`, code: 'client_id_shape' },
  // the secret
  { field: 'clientSecret', value: '', code: 'secret_missing' },
  { field: 'clientSecret', value: ' \n ', code: 'secret_missing' },
  { field: 'clientSecret', value: guid, code: 'secret_is_id' },
  { field: 'clientSecret', value: ` ${guid.toUpperCase()} `, code: 'secret_is_id' },
  { field: 'clientSecret', value: 'fake secret', code: 'secret_shape' },
  { field: 'clientSecret', value: 'fake\tsecret', code: 'secret_shape' },
  { field: 'clientSecret', value: 'fake\nsecret', code: 'secret_shape' },
  { field: 'clientSecret', value: 'fake\u00a0secret', code: 'secret_shape' },
  { field: 'clientSecret', value: 'fake\u200bsecret', code: 'secret_shape' },
  { field: 'clientSecret', value: 'ｆａｋｅ', code: 'secret_shape' },
  { field: 'clientSecret', value: 'fake…', code: 'secret_shape' },
  { field: 'clientSecret', value: 'f'.repeat(513), code: 'secret_shape' },
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
  { field: 'mailboxAddress', value: 'a@contoso.com, b@contoso.com', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'Contoso <support@contoso.com>', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'support@contoso.com\r\nBcc: x@evil.example', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'support＠contoso.com', code: 'address_shape' },
  { field: 'mailboxAddress', value: 'sup port@contoso.com', code: 'address_shape' },
  { field: 'mailboxAddress', value: `${'a'.repeat(250)}@contoso.com`, code: 'address_shape' },
  // the words about it
  { field: 'mailboxName', value: 'x'.repeat(257), code: 'text_too_long' },
  { field: 'mailboxName', value: 'Contoso\r\nBcc: x@evil.example', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u0000toso', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u001btoso', code: 'text_control' },
  { field: 'mailboxName', value: 'Con\u0085toso', code: 'text_control' },
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
      tenantId: 'tenant_id_shape',
      clientId: 'client_id_missing',
      clientSecret: 'secret_missing',
    });
  });

  test.each(['', 'new ', 'NEW', 'both'])('knows no registration choice %j', async (registrationChoice) => {
    await customer();
    const before = await stored();
    expect(await submit({ registrationChoice })).toHaveProperty('registrationChoice');
    expect(await stored()).toEqual(before);
  });

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
