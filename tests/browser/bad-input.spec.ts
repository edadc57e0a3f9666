import { answerTo } from '../support/actions';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import {
  ADDRESS,
  type BadValue,
  CLOUD,
  CUSTOMER,
  DAYS,
  IDS,
  NAMES,
  SECRETS,
  titleOf,
} from '../support/bad-values';
import { expect, type Page, test } from '../support/browser-test';
import { sandboxRequests, scenario, uniqueName } from '../support/console';
import { expectRefused, field, type, typeAll } from '../support/expect-refused';
import { sql, storedWorld } from '../support/run-database';
import { NOBODY } from '../support/staff';
import { STAFF_PASSWORDS, TYPED_SECRETS } from '../support/typed-secrets';

let page: Page;
let customerId: string;
let mailboxId: string;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  customerId = await addCustomer(page, uniqueName('Cedar Physiotherapy'));
  mailboxId = await addMailbox(page, customerId, 'other-permission-only');
});
test.afterAll(async () => page.context().close());

const GOOD = {
  'Mailbox address': 'reception@cedar-physio.example',
  'Mailbox name': 'Cedar Reception',
  Description: 'Bookings',
  'Microsoft cloud': 'sandbox',
  'Directory (tenant) ID': '1b2c3d4e-0000-4000-8000-1234567890ab',
  'Application (client) ID': '2c3d4e5f-0000-4000-8000-1234567890ab',
  'Client secret value': TYPED_SECRETS.besideBadInput,
  'Secret expires on': '2031-01-31',
};

test.describe('Add mailbox refuses', () => {
  test.beforeAll(() => page.goto(`/mailboxes/new?customer=${customerId}`));

  for (const bad of [...ADDRESS, ...NAMES, ...CLOUD, ...IDS, ...SECRETS, ...DAYS, ...CUSTOMER]) {
    test(titleOf(bad), async () => {
      await typeAll(page, GOOD);
      await type(page, bad[0], bad[1]);
      await expectRefused(page, () => page.getByRole('button', { name: 'Save mailbox' }).click(), bad, GOOD);
      await expect(page).toHaveURL(/\/mailboxes\/new/);
    });
  }

  test('a day that was typed half', async () => {
    await page.goto(`/mailboxes/new?customer=${customerId}`);
    await typeAll(page, { ...GOOD, 'Secret expires on': '' });
    await field(page, 'Secret expires on').press('1');
    const bad = ['Secret expires on', '', /not a day/] as const;
    const press = () => page.getByRole('button', { name: 'Save mailbox' }).click();
    await expectRefused(page, press, bad, { ...GOOD, 'Secret expires on': '' });
  });

  test('an address that the customer has already', async () => {
    await page.goto(`/mailboxes/new?customer=${customerId}`);
    await typeAll(page, GOOD);
    const { values } = await scenario('other-permission-only');
    await type(page, 'Mailbox address', values.mailboxAddress);
    const bad = ['Mailbox address', values.mailboxAddress, /has a mailbox of this address/] as const;
    await expectRefused(page, () => page.getByRole('button', { name: 'Save mailbox' }).click(), bad, GOOD);
  });
});

test.describe('Test connection before saving says what is wrong without asking Microsoft:', () => {
  const titles: Record<string, string> = {
    'Mailbox address': 'mailbox address',
    'Microsoft cloud': 'cloud',
    'Directory (tenant) ID': 'tenant',
    'Application (client) ID': 'client',
    'Client secret value': 'secret',
  };
  test.beforeAll(() => page.goto(`/mailboxes/new?customer=${customerId}`));

  for (const bad of [...ADDRESS, ...CLOUD, ...IDS, ...SECRETS]) {
    test(titleOf(bad), async () => {
      const [label, value] = bad;
      await typeAll(page, GOOD);
      await type(page, label, value);
      const before = await storedWorld(['connection_test', 'audit_entry']);
      const asked = await sandboxRequests();
      const answer = await answerTo(page, () =>
        page.getByRole('button', { name: 'Test connection' }).click(),
      );

      const rungs = page
        .getByRole('listitem')
        .filter({ hasText: /^(?:Values|Directory|Sign-in|Permission|Mailbox)(?:Failed|Not reached)/ });
      await expect(rungs).toHaveCount(5);
      await expect(rungs.first()).toContainText(/^ValuesFailed/);
      await expect(rungs.first()).toContainText(new RegExp(titles[label] ?? '-', 'i'));
      await expect(rungs.first()).toContainText('What to do');
      await expect(rungs.filter({ hasText: /^\S+Not reached/ })).toHaveCount(4);
      expect(await sandboxRequests()).toEqual(asked);
      expect(await storedWorld(['connection_test', 'audit_entry'])).toEqual(before);
      for (const [each, text] of Object.entries({ ...GOOD, [label]: value })) {
        await expect(field(page, each)).toHaveValue(text);
      }
      const told = (await page.content()) + answer;
      for (const secret of Object.values(TYPED_SECRETS)) expect(told).not.toContain(secret);
    });
  }
});

test.describe('Edit mailbox refuses', () => {
  test.beforeAll(() => page.goto(`/mailboxes/${mailboxId}/edit`));

  for (const bad of [...ADDRESS, ...NAMES]) {
    test(titleOf(bad), async () => {
      const typed = {
        'Mailbox address': 'other@harbour-hotel.example',
        'Mailbox name': 'Other',
        Description: 'Other',
      };
      await typeAll(page, typed);
      await type(page, bad[0], bad[1]);
      await expectRefused(page, () => page.getByRole('button', { name: 'Save mailbox' }).click(), bad, typed);
    });
  }
});

test.describe('Replace secret refuses', () => {
  test.beforeAll(async () => {
    await page.goto(`/mailboxes/${mailboxId}`);
    await page.getByRole('button', { name: 'Replace secret' }).click();
  });

  for (const bad of [...SECRETS, ...DAYS]) {
    test(titleOf(bad), async () => {
      const typed = {
        'Client secret value': TYPED_SECRETS.besideBadInput,
        'Secret expires on': '2031-01-31',
      };
      await typeAll(page, typed);
      await type(page, bad[0], bad[1]);
      await expectRefused(page, () => page.getByRole('button', { name: 'Save secret' }).click(), bad, typed);
    });
  }
});

test.describe('Send test refuses', () => {
  const RECIPIENTS: readonly BadValue[] = [
    ['Send test to', '', /^Enter the address that the test mail goes to\./],
    ['Send test to', 'nobody', /not an e-mail address/],
    ['Send test to', 'a@firstline.example, b@firstline.example', /not an e-mail address/],
    ['Send test to', `${'a'.repeat(250)}@firstline.example`, /not an e-mail address/],
  ];
  test.beforeAll(() => page.goto(`/mailboxes/${mailboxId}`));

  for (const bad of RECIPIENTS) {
    test(titleOf(bad), async () => {
      await type(page, bad[0], bad[1]);
      await expectRefused(page, () => page.getByRole('button', { name: 'Send test' }).click(), bad, {});
    });
  }
});

test.describe('Delete mailbox refuses', () => {
  const CONFIRMATIONS: readonly BadValue[] = [
    ['Type the address to confirm', '', /^Enter the mailbox address\./],
    ['Type the address to confirm', 'somebody@else.example', /not the mailbox's address/],
    ['Type the address to confirm', 'front.desk@harbour-hotel.exampl', /not the mailbox's address/],
    ['Type the address to confirm', 'x'.repeat(300), /not a mailbox address/],
  ];
  test.beforeAll(async () => {
    await page.goto(`/mailboxes/${mailboxId}`);
    await page.getByRole('button', { name: 'Delete mailbox' }).click();
  });

  for (const bad of CONFIRMATIONS) {
    test(titleOf(bad), async () => {
      await type(page, bad[0], bad[1]);
      const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
      await expectRefused(
        page,
        () => dialog.getByRole('button', { name: 'Delete mailbox' }).click(),
        bad,
        {},
      );
      expect(await sql('select id from mailbox where id = $1', [mailboxId])).toHaveLength(1);
    });
  }
});

test.describe('the customer form refuses', () => {
  const FIELDS: readonly BadValue[] = [
    ['Customer name', '', /^Enter a name\./],
    ['Customer name', '    ', /^Enter a name\./],
    ['Customer name', 'n'.repeat(121), /too long/],
    ['Customer name', 'rings a\u0007bell', /on one line/],
    ['Note', 'n'.repeat(2001), /too long/],
  ];
  for (const [place, of] of [
    ['/customers/new', 'a new one'],
    ['edit', 'one that is there'],
  ] as const) {
    for (const bad of FIELDS) {
      test(`of ${of}, ${titleOf(bad)}`, async () => {
        await page.goto(place === 'edit' ? `/customers/${customerId}/edit` : place);
        const typed = { 'Customer name': uniqueName('Never Stored'), Note: 'Typed and kept' };
        await typeAll(page, typed);
        await type(page, bad[0], bad[1]);
        await expectRefused(
          page,
          () => page.getByRole('button', { name: 'Save customer' }).click(),
          bad,
          typed,
        );
      });
    }
  }

  test('a name that another customer has', async () => {
    const [there] = await sql<{ name: string }>('select name from customer where id = $1', [customerId]);
    await page.goto('/customers/new');
    const bad = ['Customer name', there?.name ?? '', /There is a customer of this name/] as const;
    await type(page, 'Note', 'Typed and kept');
    await type(page, bad[0], bad[1]);
    const press = () => page.getByRole('button', { name: 'Save customer' }).click();
    await expectRefused(page, press, bad, { Note: 'Typed and kept' });
  });
});

test.describe('the sign-in refuses', () => {
  const FIELDS: readonly BadValue[] = [
    ['E-mail', '', /^Enter an e-mail address\./],
    ['E-mail', `${'a'.repeat(250)}@firstline.example`, /not an e-mail address/],
    ['Password', '', /^Enter a password\./],
    ['Password', `${STAFF_PASSWORDS.wrong} `.repeat(10), /at most 256/],
  ];
  let signedIn: Page;
  test.beforeAll(async ({ browser }) => {
    signedIn = page;
    page = await (await browser.newContext({ storageState: NOBODY })).newPage();
  });
  test.afterAll(async () => {
    await page.context().close();
    page = signedIn;
  });
  for (const bad of FIELDS) {
    test(titleOf(bad), async () => {
      await page.goto('/sign-in');
      const typed = { 'E-mail': 'lin@firstline.example', Password: STAFF_PASSWORDS.wrong };
      await typeAll(page, typed);
      await type(page, bad[0], bad[1]);
      await expectRefused(page, () => page.getByRole('button', { name: 'Sign in' }).click(), bad, typed);
      expect(await page.content()).not.toContain(STAFF_PASSWORDS.wrong);
      expect(await sql("select key from attempt_count where key like 'sign-in:lin@%'")).toEqual([]);
    });
  }
});
