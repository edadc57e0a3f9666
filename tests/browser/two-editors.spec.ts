import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { scenario, uniqueName } from '../support/console';
import { sql, storedWorld } from '../support/run-database';
import { addStaff, assign, signInAs } from '../support/staff';
import { TYPED_SECRETS } from '../support/typed-secrets';

/** Two people have the same form open. Who saves second is told, overwrites nothing, and both then see what stands. */
const name = uniqueName('Dogwood Dental');
let lin: Page;
let mei: Page;
let customerId: string;
let mailboxId: string;

test.beforeAll(async ({ browser }) => {
  lin = await signInAs(browser, await addStaff('agent', 'Lin First'));
  const second = await addStaff('agent', 'Mei Second');
  mei = await signInAs(browser, second);
  customerId = await addCustomer(lin, name);
  await assign(second, customerId);
  mailboxId = await addMailbox(lin, customerId, 'rbac-scoped-app');
});
test.afterAll(async () => {
  await lin.context().close();
  await mei.context().close();
});

const both = (act: (page: Page) => Promise<unknown>) => Promise.all([act(lin), act(mei)]);

test('of a mailbox', async () => {
  await both((page) => page.goto(`/mailboxes/${mailboxId}/edit`));
  await lin.getByLabel('Mailbox name').fill('Named by Lin');
  await mei.getByLabel('Mailbox name').fill('Named by Mei');
  await mei.getByLabel('Description').fill('Described by Mei');
  await lin.getByRole('button', { name: 'Save mailbox' }).click();
  await lin.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);

  const before = await storedWorld();
  await mei.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(mei.getByText('Somebody else saved this mailbox meanwhile')).toBeVisible();
  await expect(mei.getByLabel('Mailbox name')).toHaveValue('Named by Mei');
  await expect(mei.getByLabel('Description')).toHaveValue('Described by Mei');
  expect(await storedWorld()).toEqual(before);
  // Pressing again does not make it right.
  await mei.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(mei.getByRole('button', { name: 'Save mailbox' })).toBeEnabled();
  await expect(mei.getByText('Somebody else saved this mailbox meanwhile')).toBeVisible();
  expect(await storedWorld()).toEqual(before);

  await mei.getByRole('button', { name: 'Reload the page' }).click();
  await expect(mei.getByLabel('Mailbox name')).toHaveValue('Named by Lin');
  await expect(mei.getByLabel('Description')).toHaveValue('');
  await mei.getByLabel('Description').fill('Described by Mei');
  await mei.getByRole('button', { name: 'Save mailbox' }).click();
  await mei.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  await lin.reload();
  await both((page) => expect(page.getByText('Named by Lin').first()).toBeVisible());
  await both((page) => expect(page.getByText('Described by Mei').first()).toBeVisible());
  expect(await sql('select name, description from mailbox where id = $1', [mailboxId])).toEqual([
    { name: 'Named by Lin', description: 'Described by Mei' },
  ]);
});

test('of a mailbox, at the very same moment: one of them saves', async () => {
  await both((page) => page.goto(`/mailboxes/${mailboxId}/edit`));
  await lin.getByLabel('Mailbox name').fill('Lin at the same moment');
  await mei.getByLabel('Mailbox name').fill('Mei at the same moment');
  const [before] = await sql<{ revision: number }>('select revision from mailbox where id = $1', [mailboxId]);
  const isSaved = (page: Page) => page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/).then(() => true);
  const isTold = (page: Page) =>
    page
      .getByText('Somebody else saved this mailbox meanwhile')
      .waitFor()
      .then(() => false);
  await both((page) => page.getByRole('button', { name: 'Save mailbox' }).click());
  const saved = await Promise.all([lin, mei].map((page) => Promise.race([isSaved(page), isTold(page)])));
  expect(saved.filter(Boolean)).toHaveLength(1);
  expect(await sql('select name, revision from mailbox where id = $1', [mailboxId])).toEqual([
    {
      name: saved[0] ? 'Lin at the same moment' : 'Mei at the same moment',
      revision: (before?.revision ?? 0) + 1,
    },
  ]);
});

test('of a customer', async () => {
  await both((page) => page.goto(`/customers/${customerId}/edit`));
  await lin.getByLabel('Note').fill('Noted by Lin');
  await mei.getByLabel('Note').fill('Noted by Mei');
  await lin.getByRole('button', { name: 'Save customer' }).click();
  await lin.waitForURL(/\/customers\/[0-9a-f-]{36}$/);

  const before = await storedWorld();
  await mei.getByRole('button', { name: 'Save customer' }).click();
  await expect(mei.getByText('Somebody else saved this customer meanwhile')).toBeVisible();
  await expect(mei.getByLabel('Note')).toHaveValue('Noted by Mei');
  expect(await storedWorld()).toEqual(before);

  await mei.getByRole('button', { name: 'Reload the page' }).click();
  await expect(mei.getByLabel('Note')).toHaveValue('Noted by Lin');
  await both((page) => page.goto(`/customers/${customerId}`));
  await both((page) => expect(page.getByText('Noted by Lin').first()).toBeVisible());
  await both((page) => expect(page.getByText('Noted by Mei')).toHaveCount(0));
});

test('of a secret', async () => {
  await both((page) => page.goto(`/mailboxes/${mailboxId}`));
  await both((page) => page.getByRole('button', { name: 'Replace secret' }).click());
  await lin.getByLabel('Client secret value').fill(TYPED_SECRETS.firstOfTwo);
  await mei.getByLabel('Client secret value').fill(TYPED_SECRETS.secondOfTwo);
  await mei.getByLabel('Secret expires on').fill('2031-01-31');
  await lin.getByRole('button', { name: 'Save secret' }).click();
  await expect(lin.getByText('The secret is saved.')).toBeVisible();

  const before = await storedWorld();
  await mei.getByRole('button', { name: 'Save secret' }).click();
  await expect(mei.getByText('Somebody else replaced what it signs in with meanwhile')).toBeVisible();
  await expect(mei.getByLabel('Secret expires on')).toHaveValue('2031-01-31');
  expect(await storedWorld()).toEqual(before);

  await mei.getByRole('button', { name: 'Reload the page' }).click();
  await lin.reload();
  await both((page) => expect(page.getByText('Ft1…').first()).toBeVisible());
  await both((page) => expect(page.getByText('set by Lin First').first()).toBeVisible());
  await both((page) => expect(page.getByText('St1…')).toHaveCount(0));
});

test('of a mailbox that the other has deleted', async ({ allowConsole }) => {
  allowConsole(/404/);
  const address = 'gone.meanwhile@harbour-hotel.example';
  await mei.goto(`/mailboxes/new?customer=${customerId}`);
  await mei.getByLabel('Mailbox address').fill(address);
  await mei.getByLabel('App registration').selectOption({ index: 1 });
  await mei.getByRole('button', { name: 'Save mailbox' }).click();
  await mei.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  const place = mei.url();
  await lin.goto(place);
  await mei.getByRole('button', { name: 'Delete mailbox' }).click();
  const dialog = mei.getByRole('alertdialog').or(mei.getByRole('dialog'));
  await dialog.getByRole('textbox').fill(address);
  await dialog.getByRole('button', { name: 'Delete mailbox' }).click();
  await mei.waitForURL((url) => url.href !== place);

  const before = await storedWorld();
  for (const button of ['Test connection', 'Send test', 'Pause mailbox']) {
    await lin.getByRole('button', { name: button }).click();
    await expect(lin.getByText('This mailbox is not there').first()).toBeVisible();
  }
  expect(await storedWorld()).toEqual(before);
  await lin.reload();
  await expect(lin.getByText('There is nothing at this address')).toBeVisible();
});

test('of one app registration that both add', async () => {
  const { values } = await scenario('conditional-access');
  await both((page) => page.goto(`/mailboxes/new?customer=${customerId}`));
  for (const [page, address] of [
    [lin, 'lin@harbour-hotel.example'],
    [mei, 'mei@harbour-hotel.example'],
  ] as const) {
    await page.getByLabel('Mailbox address').fill(address);
    await page.getByLabel('Microsoft cloud').selectOption('sandbox');
    await page.getByLabel('Directory (tenant) ID').fill(values.tenantId);
    await page.getByLabel('Application (client) ID').fill(values.clientId);
  }
  await lin.getByLabel('Client secret value').fill(values.clientSecret);
  await mei.getByLabel('Client secret value').fill(TYPED_SECRETS.secondOfTwo);
  await lin.getByRole('button', { name: 'Save mailbox' }).click();
  await lin.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);

  const before = await storedWorld();
  await mei.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(mei.getByText('This customer has this app registration already')).toBeVisible();
  await expect(mei.getByLabel('Mailbox address')).toHaveValue('mei@harbour-hotel.example');
  expect(await storedWorld()).toEqual(before);
  await mei.getByRole('button', { name: 'Use the one already there' }).click();
  await mei.getByRole('button', { name: 'Save mailbox' }).click();
  await mei.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  expect(
    await sql('select id from registration where client_id = $1::uuid and customer_id = $2::uuid', [
      values.clientId,
      customerId,
    ]),
  ).toHaveLength(1);
});
