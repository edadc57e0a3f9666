import AxeBuilder from '@axe-core/playwright';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { sandboxRequests, scenario, uniqueName } from '../support/console';
import { field } from '../support/expect-refused';

let customerId: string;

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  customerId = await addCustomer(page, uniqueName('Juniper Pharmacy'));
  await page.context().close();
});

test.beforeEach(async ({ page }) => {
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  await page.getByRole('button', { name: 'Paste anything' }).click();
});

const box = (page: Page) => page.getByLabel('Paste anything');

/** The real values of a scenario of the sandbox: what is pasted can be tested and saved. */
const values = async () => (await scenario('working-mailbox')).values;

/** Pastes by the clipboard of the page, as Ctrl+V does: in one piece, and without pressing anything. */
async function paste(page: Page, text: string): Promise<void> {
  await box(page).focus();
  await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
  await page.getByRole('button', { name: 'Sort into the fields' }).click();
}

async function expectFilled(page: Page, expected: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(expected)) await expect(field(page, label)).toHaveValue(value);
}

test('a German mail is sorted, and it is said what came from where', async ({ page }) => {
  const { tenantId, clientId, clientSecret } = await values();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await paste(
    page,
    [
      'Guten Tag Frau Sommerfeld,',
      'hier die Angaben zur App-Registrierung:',
      `Verzeichnis-ID (Mandant): ${tenantId}`,
      `Anwendungs-ID (Client): ${clientId}`,
      `Wert: ${clientSecret}`,
      'Geheime ID: 99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee',
      'Gültig bis: 16. Dezember 2031',
      'Mit freundlichen Grüßen, Wacholder-Apotheke',
    ].join('\n'),
  );
  await expectFilled(page, {
    'Directory (tenant) ID': tenantId,
    'Application (client) ID': clientId,
    'Client secret value': clientSecret,
    'Secret expires on': '2031-12-16',
  });
  await expect(box(page)).toHaveValue('');
  const report = page.getByRole('status').filter({ hasText: '4 fields were filled' });
  await expect(report).toContainText(
    `Client secret value: ${clientSecret.slice(0, 3)}…, from line 5, at “Wert”.`,
  );
  await expect(report).toContainText('Directory (tenant) ID: from line 3, at “Verzeichnis-ID (Mandant)”.');
  await expect(report).toContainText('Left out: the Secret ID (9999…eeee), from line 6, at “Geheime ID”.');

  const html = await page.content();
  for (const part of [clientSecret, clientSecret.slice(0, 8), 'Sommerfeld', 'Wacholder']) {
    expect(html).not.toContain(part);
  }
  for (const request of asked) {
    for (const part of [clientSecret, 'Sommerfeld', 'Wacholder']) expect(request).not.toContain(part);
  }
});

test('the output of az is sorted, tested and saved', async ({ page }) => {
  const { tenantId, clientId, clientSecret, mailboxAddress } = await values();
  await field(page, 'Microsoft cloud').selectOption('sandbox');
  await field(page, 'Mailbox address').fill(mailboxAddress);
  await paste(
    page,
    JSON.stringify(
      { appId: clientId, displayName: 'Helpdesk Mailer', password: clientSecret, tenant: tenantId },
      null,
      2,
    ),
  );
  await expectFilled(page, {
    'Directory (tenant) ID': tenantId,
    'Application (client) ID': clientId,
    'Client secret value': clientSecret,
    'Microsoft cloud': 'sandbox',
  });
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
});

test('a Chinese overview page and its secret', async ({ page }) => {
  const { tenantId, clientId, clientSecret } = await values();
  await paste(
    page,
    `顯示名稱\nHelpdesk Mailer\n應用程式 (用戶端) 識別碼\n${clientId}\n物件識別碼\n99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee\n目錄 (租用戶) 識別碼\n${tenantId}\n\n值：${clientSecret}\n到期日：2031年12月16日`,
  );
  await expectFilled(page, {
    'Directory (tenant) ID': tenantId,
    'Application (client) ID': clientId,
    'Client secret value': clientSecret,
    'Secret expires on': '2031-12-16',
  });
  await expect(page.getByText('Left out: the Object ID (9999…eeee)')).toBeVisible();
});

test('a Secret ID in the place of the Value is caught, and no request is made', async ({ page }) => {
  const before = await sandboxRequests();
  await paste(page, 'Client secret: 99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee');
  await expectFilled(page, { 'Client secret value': '' });
  await expect(page.getByText('It cannot sign in; the column Value can.')).toBeVisible();
  expect(await sandboxRequests()).toEqual(before);
});

test('what is filled already stays, unless one says otherwise; and all of it can be undone', async ({
  page,
}) => {
  const { tenantId, clientId, clientSecret } = await values();
  await field(page, 'Directory (tenant) ID').fill('harbour-hotel.example');
  await paste(page, `Tenant ID: ${tenantId}\nClient ID: ${clientId}\nValue: ${clientSecret}`);
  await expectFilled(page, {
    'Directory (tenant) ID': 'harbour-hotel.example',
    'Application (client) ID': clientId,
  });
  await expect(page.getByText('another value is there already, and it stays')).toBeVisible();
  await page.getByRole('button', { name: 'Use the pasted one' }).click();
  await expectFilled(page, { 'Directory (tenant) ID': tenantId });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectFilled(page, {
    'Directory (tenant) ID': 'harbour-hotel.example',
    'Application (client) ID': '',
    'Client secret value': '',
  });
  await expect(page.getByText('Undone. The fields are as they were before.')).toBeVisible();
  await expect(box(page)).toBeFocused();
});

test('undo gives back the app registration that was chosen, not only what the fields held', async ({
  page,
}) => {
  const { tenantId, clientId, clientSecret } = await values();
  const mailboxId = await addMailbox(page, customerId, 'no-mail-send', 'desk@juniper.example');
  await page.goto(`/mailboxes/${mailboxId}/edit`);
  const choice = page.getByLabel('App registration', { exact: true });
  const stored = await choice.inputValue();
  expect(stored).toMatch(/^[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Paste anything' }).click();
  await paste(page, `Tenant ID: ${tenantId}\nClient ID: ${clientId}\nValue: ${clientSecret}`);
  await expect(choice).toHaveValue('new');
  await expectFilled(page, { 'Directory (tenant) ID': tenantId, 'Client secret value': clientSecret });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone. The fields are as they were before.')).toBeVisible();
  await expect(choice).toHaveValue(stored);
  await expect(field(page, 'Directory (tenant) ID')).toBeHidden();

  // What somebody has chosen since stays.
  await paste(page, `Tenant ID: ${tenantId}`);
  await expect(choice).toHaveValue('new');
  await choice.selectOption('later');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone. The fields are as they were before.')).toBeVisible();
  await expect(choice).toHaveValue('later');
});

test('ids and a day leave the certificate that was chosen; a secret does not, until it is undone', async ({
  page,
}) => {
  const { tenantId, clientId, clientSecret } = await values();
  const signsInWith = page.getByLabel('Signs in with');
  await signsInWith.selectOption('Certificate');
  await paste(page, `Tenant ID: ${tenantId}\nClient ID: ${clientId}\nExpires: 16 Dec 2031`);
  await expectFilled(page, { 'Directory (tenant) ID': tenantId, 'Application (client) ID': clientId });
  await expect(page.getByText('Secret expires on: there is no place for it here.')).toBeVisible();
  await expect(signsInWith).toHaveValue('certificate');
  await paste(page, `Value: ${clientSecret}`);
  await expectFilled(page, { 'Client secret value': clientSecret });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(signsInWith).toHaveValue('certificate');
});

test('ids without a label and a day of two readings are asked about', async ({ page }) => {
  const { tenantId, clientId } = await values();
  await paste(page, `${clientId}\n${tenantId}\nExpires: 03/04/2031`);
  const first = page.getByRole('listitem').filter({ hasText: `What is ${clientId}` });
  await first.getByRole('button', { name: 'Application (client) ID' }).click();
  const second = page.getByRole('listitem').filter({ hasText: `What is ${tenantId}` });
  await second.getByRole('button', { name: 'Directory (tenant) ID' }).click();
  await page.getByRole('button', { name: /^3 Apr 2031/ }).click();
  await expectFilled(page, {
    'Directory (tenant) ID': tenantId,
    'Application (client) ID': clientId,
    'Secret expires on': '2031-04-03',
  });
});

test('by keyboard alone, on a narrow screen, and clean to axe in light and dark', async ({ page }) => {
  const { tenantId, clientId, clientSecret } = await values();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  const opener = page.getByRole('button', { name: 'Paste anything' });
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box(page)).toBeFocused();
  await page.keyboard.insertText(
    `Tenant ID: ${tenantId}\nApp ID: ${clientId}\nSecret: ${clientSecret}\n${'99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee'}`,
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectFilled(page, { 'Directory (tenant) ID': tenantId, 'Client secret value': clientSecret });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.screenshot({ path: `test-results/paste-${colorScheme}-${width}.png`, fullPage: true });
    }
  }
});

test('a new secret is sorted in the form that replaces one', async ({ page }) => {
  const { clientSecret } = await values();
  await addMailbox(page, customerId, 'other-permission-only');
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await page.getByRole('button', { name: 'Paste anything' }).click();
  await paste(page, `Value\t${clientSecret}\tExpires\t12/16/2031`);
  await expectFilled(page, { 'Client secret value': clientSecret, 'Secret expires on': '2031-12-16' });
});

test('a note that comes when a field is left takes no click away', async ({ page }) => {
  await field(page, 'Application (client) ID').fill('contoso.com');
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(page.getByText('Something is missing or not right')).toBeVisible();
  await expect(field(page, 'Application (client) ID')).toHaveAccessibleDescription(/This is a domain/);
});

test('a portal link in an id field is read when the field is left, and it is said', async ({ page }) => {
  const { clientId } = await values();
  await field(page, 'Application (client) ID').fill(
    `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${clientId}`,
  );
  await page.keyboard.press('Tab');
  await expectFilled(page, { 'Application (client) ID': clientId });
  await expect(page.getByText('The ID was taken out of the link.')).toBeVisible();
});
