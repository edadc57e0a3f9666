import { expect, type Page, test } from '../support/browser-test';
import { chooseScenario, sandboxRequests, sandboxUrl, scenario, uniqueName } from '../support/console';

/**
 * The main job, once, as a support agent does it: a customer, its mailbox, a test before saving, a real mail, a new
 * secret, an edit, a pause, and the end of it.
 */
test.describe.configure({ mode: 'serial' });

const customer = uniqueName('Harbour Dental');
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
});
test.afterAll(async () => page.close());

test('a customer is added', async () => {
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Add customer' }).first().click();
  await page.getByLabel('Customer name').fill(customer);
  await page.getByLabel('Note').fill('Moves off SMTP sign-in this month.');
  await page.getByRole('button', { name: 'Save customer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();
});

test('the form can be filled from the sandbox and tested before anything is saved', async () => {
  await page.getByRole('link', { name: 'Add mailbox' }).first().click();
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue(/.+/);
  await chooseScenario(page, 'working-mailbox');
  await expect(page.getByLabel('Mailbox address')).toHaveValue(/@/);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const rungs = page.getByRole('listitem');
  await expect(rungs.filter({ has: page.getByText('Passed', { exact: true }) })).toHaveCount(5);
  await expect(page.getByText('Failed', { exact: true })).toHaveCount(0);
});

test('saving keeps what was just proven', async () => {
  await page.getByLabel('Description').fill('Answers of the front desk');
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Working', { exact: true }).first()).toBeVisible();
});

test('a test mail is accepted by Microsoft and lies in the sandbox', async () => {
  const to = page.getByLabel('Send test to');
  await expect(to).toHaveValue(/@/);
  await to.fill('agent@firstline.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText(/Accepted by Microsoft at .* request id/i).first()).toBeVisible();
  const mails = (await (await fetch(`${sandboxUrl()}/sandbox/messages`)).json()) as {
    toRecipients?: unknown;
  }[];
  expect(JSON.stringify(mails[0])).toContain('agent@firstline.example');
  await page.reload();
  await expect(page.getByLabel('Send test to')).toHaveValue('agent@firstline.example');
});

test('the secret is shown as three characters, who and when, and is nowhere in the page', async () => {
  const { values } = await scenario('working-mailbox');
  const html = await page.content();
  expect(html).not.toContain(values.clientSecret);
  await expect(
    page.getByText(new RegExp(`${literally(values.clientSecret.slice(0, 3))}…`)).first(),
  ).toBeVisible();
});

test('a replaced secret starts over as not verified, and a wrong one is told with its fix', async () => {
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await page.getByLabel('Client secret value').fill('Zz1~this-is-not-the-secret-of-this-app-0');
  await page.getByLabel('Secret expires on').fill('2031-01-31');
  await page.getByRole('button', { name: 'Save secret' }).click();
  await expect(page.getByText('Not verified', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Not reached', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/AADSTS7000215/).first()).toBeAttached();
  await expect(page.getByText('Needs attention', { exact: true }).first()).toBeVisible();
});

test('a sign-in that just failed is not asked again by a send', async () => {
  const before = (await sandboxRequests()).length;
  await page.getByLabel('Send test to').fill('not-asked@firstline.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText(/was not asked again/).first()).toBeVisible();
  expect((await sandboxRequests()).length).toBe(before);
});

test('a Secret ID is caught on the spot', async () => {
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await page.getByLabel('Client secret value').fill('0f8fad5b-d9cb-469f-a165-70867728950e');
  await expect(page.getByText(/looks like the Secret ID/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save secret' }).click();
  await expect(page.getByLabel('Client secret value')).toHaveAttribute('aria-invalid', 'true');
});

test('the right secret heals it', async () => {
  const { values } = await scenario('working-mailbox');
  await page.getByLabel('Client secret value').fill(values.clientSecret);
  await page.getByRole('button', { name: '12 months' }).click();
  await page.getByRole('button', { name: 'Save secret' }).click();
  await expect(page.getByText('Not verified', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Working', { exact: true }).first()).toBeVisible();
});

test('it is edited, paused and resumed', async () => {
  await page.getByRole('link', { name: 'Edit mailbox' }).click();
  await page.getByLabel('Mailbox name').fill('Front desk');
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(page.getByText('Front desk').first()).toBeVisible();
  await page.getByRole('button', { name: 'Pause mailbox' }).click();
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Resume mailbox' }).click();
  await expect(page.getByText('Working', { exact: true }).first()).toBeVisible();
});

test('the same app registration is offered instead of typed a second time', async () => {
  const url = page.url();
  await page.goto('/customers');
  await page.getByRole('link', { name: customer }).click();
  await page.getByRole('link', { name: 'Add mailbox' }).first().click();
  await chooseScenario(page, 'working-mailbox');
  await page.getByLabel('Mailbox address').fill('second@contoso-sandbox.example');
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.getByRole('button', { name: 'Use the one already there' }).first().click();
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  expect(page.url()).not.toBe(url);
  await deleteMailbox('second@contoso-sandbox.example');
  await page.goto(url);
});

test('it is found in the list by search, and the address of the page says so', async () => {
  const address = await page.getByRole('heading', { level: 1 }).innerText();
  await page.goto('/mailboxes');
  await page.getByRole('searchbox').fill(customer);
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?&](q|search)=/);
  await expect(page.getByRole('link', { name: address })).toBeVisible();
  await page.getByRole('link', { name: address }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
});

test('it is deleted by typing its address, and the idle registration is offered for deletion', async () => {
  const address = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
  await page.getByRole('button', { name: 'Delete mailbox' }).click();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await dialog.getByRole('textbox').fill('somebody@else.example');
  await dialog.getByRole('button', { name: 'Delete mailbox' }).click();
  await expect(dialog.getByText(/not the mailbox's address/).first()).toBeVisible();
  await dialog.getByRole('textbox').fill(address);
  await dialog.getByRole('button', { name: 'Delete mailbox' }).click();
  await page.waitForURL(/\/customers\//);
  await page
    .getByRole('button', { name: /Delete app registration/ })
    .first()
    .click();
  await expect(page.getByText(/serves no mailbox/)).toHaveCount(0);
});

test('the history tells all of it', async () => {
  await page.goto('/history');
  for (const deed of [/deleted/, /paused/, /resumed/, /replaced/]) {
    await expect(page.getByText(deed).first()).toBeVisible();
  }
});

async function deleteMailbox(address: string): Promise<void> {
  await page.getByRole('button', { name: 'Delete mailbox' }).click();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await dialog.getByRole('textbox').fill(address);
  await dialog.getByRole('button', { name: 'Delete mailbox' }).click();
  await page.waitForURL((url) => !url.pathname.match(/^\/mailboxes\/[0-9a-f-]{36}$/));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
