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

const field = (label: string) => page.getByLabel(label, { exact: true });

/** Types it; of a choice also what it does not offer, since a form can be sent without a browser. */
async function type(label: string, value: string): Promise<void> {
  const control = field(label);
  if (await control.evaluate((element) => element.tagName !== 'SELECT')) return control.fill(value);
  if (value === 'mars') {
    await control.evaluate((element: HTMLSelectElement) => element.options[0]?.setAttribute('value', 'mars'));
  }
  await control.selectOption(value);
}

async function typeAll(values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await type(label, value);
}

/** Presses the button and expects: words below the field, nothing stored, everything typed still there, no secret back. */
async function expectRefused(
  press: () => Promise<unknown>,
  [label, value, words]: BadValue,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const before = await storedWorld();
  const asked = await sandboxRequests();
  const answer = await answerTo(page, press);
  const control = field(label);
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(1);
  await expect(control).toHaveAttribute('aria-invalid', 'true');
  await expect(control).toHaveAccessibleDescription(words);
  const said = await page.locator('[id$="-below"].text-red').allInnerTexts();
  for (const text of said) expect(text).toMatch(/^[A-Z][^_{}]{8,}\.$/s);
  expect(await storedWorld()).toEqual(before);
  expect(await sandboxRequests()).toEqual(asked);
  for (const [each, text] of Object.entries({ ...typed, [label]: value })) {
    await expect(field(each)).toHaveValue(text);
  }
  const html = await page.content();
  for (const secret of Object.values(TYPED_SECRETS)) {
    expect(html).not.toContain(secret);
    expect(answer).not.toContain(secret);
  }
}

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
      await typeAll(GOOD);
      await type(bad[0], bad[1]);
      await expectRefused(() => page.getByRole('button', { name: 'Save mailbox' }).click(), bad, GOOD);
      await expect(page).toHaveURL(/\/mailboxes\/new/);
    });
  }

  test('an address that the customer has already', async () => {
    await page.goto(`/mailboxes/new?customer=${customerId}`);
    await typeAll(GOOD);
    const { values } = await scenario('other-permission-only');
    await type('Mailbox address', values.mailboxAddress);
    const bad = ['Mailbox address', values.mailboxAddress, /has a mailbox of this address/] as const;
    await expectRefused(() => page.getByRole('button', { name: 'Save mailbox' }).click(), bad, GOOD);
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
      await typeAll(GOOD);
      await type(label, value);
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
        await expect(field(each)).toHaveValue(text);
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
      await typeAll(typed);
      await type(bad[0], bad[1]);
      await expectRefused(() => page.getByRole('button', { name: 'Save mailbox' }).click(), bad, typed);
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
      await typeAll(typed);
      await type(bad[0], bad[1]);
      await expectRefused(() => page.getByRole('button', { name: 'Save secret' }).click(), bad, typed);
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
      await type(bad[0], bad[1]);
      await expectRefused(() => page.getByRole('button', { name: 'Send test' }).click(), bad, {});
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
      await type(bad[0], bad[1]);
      const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
      await expectRefused(() => dialog.getByRole('button', { name: 'Delete mailbox' }).click(), bad, {});
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
        await typeAll(typed);
        await type(bad[0], bad[1]);
        await expectRefused(() => page.getByRole('button', { name: 'Save customer' }).click(), bad, typed);
      });
    }
  }

  test('a name that another customer has', async () => {
    const [there] = await sql<{ name: string }>('select name from customer where id = $1', [customerId]);
    await page.goto('/customers/new');
    const bad = ['Customer name', there?.name ?? '', /There is a customer of this name/] as const;
    await type('Note', 'Typed and kept');
    await type(bad[0], bad[1]);
    const press = () => page.getByRole('button', { name: 'Save customer' }).click();
    await expectRefused(press, bad, { Note: 'Typed and kept' });
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
      await typeAll(typed);
      await type(bad[0], bad[1]);
      await expectRefused(() => page.getByRole('button', { name: 'Sign in' }).click(), bad, typed);
      expect(await page.content()).not.toContain(STAFF_PASSWORDS.wrong);
      expect(await sql("select key from attempt_count where key like 'sign-in:%'")).toEqual([]);
    });
  }
});
