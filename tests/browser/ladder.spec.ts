import { AxeBuilder } from '@axe-core/playwright';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { chooseScenario, clearFaults, faultAt, sandboxUrl, scenario, uniqueName } from '../support/console';
import { sql } from '../support/run-database';

/** A connection test as somebody sees it: rung by rung, cancelled, put right, tried again by itself. */
let page: Page;
let customerId: string;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  customerId = await addCustomer(page, uniqueName('Larch Street Dental'));
});
test.afterAll(async () => page.context().close());
test.afterEach(() => clearFaults());

const rung = (name: string) => page.getByRole('listitem').filter({ hasText: new RegExp(`^${name}[A-Z]`) });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
/** What the sandbox saw, newest first. */
const requests = async () =>
  (await (await fetch(`${sandboxUrl()}/sandbox/requests`)).json()) as { path: string; cut: boolean }[];
const testsOf = (mailboxId: string) =>
  sql<{ verdict: string }>('select verdict from connection_test where mailbox_id = $1', [mailboxId]);

/** Lets Microsoft never answer one door, of this app alone. */
async function stall(where: 'token' | 'graph', clientId: string): Promise<void> {
  await faultAt({ where, when: 'before', kind: 'stall', clientId, times: 1 });
}

async function expectNoFault(): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id }) => `${id} at ${width}`)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('each rung is there as soon as it is known, the others wait, and a reload shows the same', async () => {
  const { values } = await scenario('working-mailbox');
  await addMailbox(page, customerId, 'working-mailbox');
  await stall('graph', values.clientId);
  await press('Test connection');
  // Microsoft has let the app in, and says nothing about the mailbox yet.
  await expect(rung('Permission')).toContainText('Passed');
  for (const name of ['Values', 'Directory', 'Sign-in']) await expect(rung(name)).toContainText('Passed');
  await expect(rung('Mailbox')).toContainText('Checking');
  await expect(rung('Mailbox')).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'Permission: Passed' })).toHaveCount(1);
  await expectNoFault();
  await press('Cancel test');

  await press('Test connection');
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
  await expect(page.getByText('Last test by')).toBeVisible();
  const ladder = page
    .getByRole('list')
    .filter({ has: rung('Sign-in') })
    .first();
  const streamed = await ladder.innerHTML();
  await page.reload();
  await expect(ladder).toBeVisible();
  expect(await ladder.innerHTML()).toBe(streamed);
});

test('a test that is cancelled closes down to the socket, and what was known still holds', async () => {
  const { values } = await scenario('working-mailbox');
  const mailboxId = page.url().slice(-36);
  const before = await testsOf(mailboxId);
  await stall('token', values.clientId);
  await press('Test connection');
  await expect(rung('Sign-in')).toContainText('Checking');
  await expect(rung('Mailbox')).toContainText('Waiting');
  await expect.poll(async () => (await requests())[0]?.path).toMatch(/token$/);
  // By the keyboard: the button stands before the one that was pressed.
  await page.getByRole('button', { name: 'Cancel test' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'The test was cancelled.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Cancel test' })).toHaveCount(0);
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
  await expect.poll(async () => (await requests())[0]?.cut).toBe(true);
  expect(await testsOf(mailboxId)).toEqual(before);
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText('cancelled').count();
    })
    .toBeGreaterThan(0);
});

test('whoever leaves the page ends the test, too', async () => {
  const { values } = await scenario('working-mailbox');
  const address = page.url();
  const before = await testsOf(address.slice(-36));
  await stall('token', values.clientId);
  await press('Test connection');
  await expect(rung('Sign-in')).toContainText('Checking');
  await expect.poll(async () => (await requests())[0]?.path).toMatch(/token$/);
  await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
  await page.waitForURL(/\/customers/);
  await expect.poll(async () => (await requests())[0]?.cut).toBe(true);
  expect(await testsOf(address.slice(-36))).toEqual(before);
});

test.describe('before saving', () => {
  test('exchanged ids are swapped with one press, and then it passes', async () => {
    const { values } = await scenario('ids-exchanged');
    await page.goto(`/mailboxes/new?customer=${customerId}`);
    await chooseScenario(page, 'ids-exchanged');
    await press('Test connection');
    await expect(rung('Directory')).toContainText('The two IDs are exchanged');
    await press('Swap them');
    await expect(page.getByLabel('Directory (tenant) ID')).toHaveValue(values.clientId);
    await expect(page.getByLabel('Application (client) ID')).toHaveValue(values.tenantId);
    await press('Test connection');
    await expect(page.getByText(/^All checks passed/)).toBeVisible();
  });

  test('a directory that names another cloud offers it', async () => {
    const { values } = await scenario('unknown-tenant');
    await page.goto(`/mailboxes/new?customer=${customerId}`);
    await chooseScenario(page, 'working-mailbox');
    const { tenantId } = (await scenario('working-mailbox')).values;
    await faultAt({
      where: 'openid',
      when: 'before',
      kind: 'answer',
      tenantId,
      times: 1,
      body: {
        issuer: `https://login.partner.microsoftonline.cn/${values.tenantId}/v2.0`,
        cloud_instance_name: 'partner.microsoftonline.cn',
      } as unknown as string,
    });
    await press('Test connection');
    await expect(page.getByText(/^All checks passed/)).toBeVisible();
    await rung('Directory').locator('summary').first().click();
    await press('Use China (21Vianet)');
    await expect(page.getByLabel('Microsoft cloud')).toHaveValue('china');
  });

  test('a test is cancelled, and what was typed stays', async () => {
    const { values } = await scenario('working-mailbox');
    await page.goto(`/mailboxes/new?customer=${customerId}`);
    await chooseScenario(page, 'working-mailbox');
    await stall('token', values.clientId);
    await press('Test connection');
    await expect(rung('Sign-in')).toContainText('Checking');
    await press('Cancel test');
    await expect(page.getByText('The test was cancelled.')).toBeVisible();
    await expect(page.getByLabel('Client secret value')).toHaveValue(values.clientSecret);
    await press('Test connection');
    await expect(page.getByText(/^All checks passed/)).toBeVisible();
  });

  test('what is typed while a test runs is not what its result is about', async () => {
    const { values } = await scenario('working-mailbox');
    const outdated = page.getByText('The result below is about the values before your change.');
    await stall('token', values.clientId);
    await press('Test connection');
    await expect(rung('Sign-in')).toContainText('Checking');
    await page.getByLabel('Mailbox address').fill('other@contoso-sandbox.example');
    await expect(rung('Sign-in')).toContainText('Failed', { timeout: 30_000 });
    await expect(outdated).toBeVisible();
    await page.getByLabel('Mailbox address').fill(values.mailboxAddress ?? '');
    await press('Test connection');
    await expect(page.getByText(/^All checks passed/)).toBeVisible();
    await expect(outdated).toHaveCount(0);
  });
});

test('exchanged ids of a saved mailbox are swapped behind a question, and then it passes', async () => {
  await addMailbox(page, customerId, 'ids-exchanged', 'front.desk@harbour-hotel.example');
  await press('Test connection');
  await expect(rung('Directory')).toContainText('The two IDs are exchanged');
  await press('Swap them');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('for every mailbox that this app registration serves');
  await question.getByRole('button', { name: 'Swap them' }).click();
  await expect(question).toHaveCount(0);
  await expect(page.getByText('Not verified').first()).toBeVisible();
  // What was tested before offers nothing any more: a second press would exchange them back.
  await expect(page.getByRole('button', { name: 'Swap them' })).toHaveCount(0);
  await expect(page.getByText('This report is about values that were changed since.')).toBeVisible();
  // Nor does it when a mail has proven the new ids.
  await press('Send test');
  await expect(page.getByText('Accepted by Microsoft').first()).toBeVisible();
  await page.reload();
  await expect(rung('Directory')).toContainText('The two IDs are exchanged');
  await expect(page.getByRole('button', { name: 'Swap them' })).toHaveCount(0);
  await press('Test connection');
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
});

test('a report names the address that was tested, and says so when there is another one now', async () => {
  await page.getByRole('link', { name: 'Edit mailbox' }).click();
  await page.getByLabel('Mailbox address').fill('lobby@harbour-hotel.example');
  await press('Save mailbox');
  await expect(page.getByText('Not verified', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('This report is about values that were changed since.')).toBeVisible();
  await expect(page.getByText(/^All checks passed.*front\.desk@harbour-hotel\.example/)).toBeVisible();
  await expect(page.getByText(/^All checks passed.*lobby@/)).toHaveCount(0);
});

test('the result is copied as text, with what Microsoft called its request', async () => {
  await addMailbox(page, customerId, 'no-mail-send', 'events@harbour-hotel.example');
  await press('Test connection');
  await expect(rung('Permission')).toContainText('Failed');
  await expect(page.getByText('Last test by')).toBeVisible();
  await press('Copy result');
  await expect(page.getByText('Copied', { exact: true })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('events@harbour-hotel.example');
  expect(copied).toContain('Permission · Failed');
  expect(copied).toMatch(/request-id [0-9a-f-]{36} · \d{4}-\d\d-\d\dT/);
  const { values } = await scenario('no-mail-send');
  expect(copied).not.toContain(values.clientSecret);
});

test('what was granted a moment ago is tested again by itself, until somebody stops it', async () => {
  const mailboxId = page.url().slice(-36);
  await expect(page.getByText('A new grant takes usually under 30 minutes, up to 2 hours.')).toBeVisible();
  await press('Test again by itself');
  const status = page.getByRole('status').filter({ hasText: 'Testing again by itself' });
  await expect(status).toContainText('No try yet');
  await expect(status).toContainText('Next try:');
  await expectNoFault();
  // As if its time had come: the app makes it, and the page that is open shows it.
  await sql('update retest set next_at = now() where mailbox_id = $1', [mailboxId]);
  await page.reload();
  await expect(status).toContainText('1 try so far', { timeout: 60_000 });
  const deeds = await sql<{ details: { byItself?: boolean } }>(
    "select details from audit_entry where subject_id = $1 and deed = 'connection.test' order by id desc limit 1",
    [mailboxId],
  );
  expect(deeds[0]?.details).toMatchObject({ byItself: true, verdict: 'failed' });
  await press('Stop testing');
  await expect(page.getByText('Automatic testing was stopped.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Test again by itself' })).toBeVisible();
  // No news any more once it has been tested again.
  await press('Test connection');
  await expect(page.getByText('Automatic testing was stopped.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Test again by itself' })).toBeVisible();
});

test('the last twenty tests are listed, each with its verdict, when and by whom, and opens to its report', async () => {
  const mailboxId = page.url().slice(-36);
  await sql(
    `insert into connection_test (id, customer_id, mailbox_id, verdict, code, checks, fingerprint, ran_by_id, ran_by_name, started_at, finished_at)
     select gen_random_uuid(), customer_id, mailbox_id, verdict, code, checks, '', ran_by_id, 'Earlier Colleague',
       started_at - n * interval '1 hour', finished_at - n * interval '1 hour'
     from (select * from connection_test where mailbox_id = $1 order by started_at desc limit 1) t, generate_series(1, 30) n`,
    [mailboxId],
  );
  await press('Test connection');
  await expect(page.getByText('Earlier tests (19)')).toBeVisible();
  await expect(rung('Permission').first()).toContainText('Failed');
  expect(await testsOf(mailboxId)).toHaveLength(20);
  await page.getByText('Earlier tests (19)').click();
  const earlier = page.locator('details').filter({ hasText: 'Earlier Colleague' }).last();
  await earlier.locator('summary').first().click();
  await expect(earlier.getByText('Copy result')).toHaveCount(0);
  await expect(earlier.getByRole('listitem').filter({ hasText: /^PermissionFailed/ })).toBeVisible();
  await expectNoFault();
});
