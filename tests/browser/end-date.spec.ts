import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { sandboxRequests, scenario, uniqueName } from '../support/console';

/** A mailbox with a scenario's values, tested once. */
async function addAndTest(page: Page, scenarioId: string): Promise<void> {
  const customer = await addCustomer(page, uniqueName('Birch Dental'));
  await addMailbox(page, customer, scenarioId);
  await expect(page.getByText(/^entered by /)).toBeVisible();
  await page.getByRole('button', { name: /^Test connection$/ }).click();
  await expect(page.getByText(/^Passed$/)).toHaveCount(5);
}

/** A day as pages write it. */
const written = (daysAhead: number) =>
  new Date(Date.now() + daysAhead * 86_400_000).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });

test('the day typed wrong becomes the one read from Entra, and is no longer entered by hand', async ({
  page,
}) => {
  await addAndTest(page, 'app-reads-itself');
  await expect(page.getByText(/^read from Entra · checked/)).toBeVisible();
  await expect(page.getByText(/^entered by/)).toHaveCount(0);
  await expect(page.getByText(/in 300 days/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the day' })).toHaveCount(0);
  await expect(page.getByText(/Posthouse read in Entra on which day the secret/).first()).toBeVisible();

  await page.reload();
  await expect(page.getByText(/^read from Entra · checked/)).toBeVisible();

  // A new secret has nothing to do with what was read of the old one.
  await page.getByRole('button', { name: 'Replace secret' }).click();
  const { clientSecret } = (await scenario('app-reads-itself')).values;
  await page.getByLabel('Client secret value').fill(clientSecret);
  await page.getByRole('button', { name: '6 months' }).click();
  await page.getByRole('button', { name: 'Save secret' }).click();
  await expect(page.getByText('The secret is saved.')).toBeVisible();
  await expect(page.getByText(/^entered by/)).toBeVisible();
  await expect(page.getByText(/in 180 days/).first()).toBeVisible();
});

test('two secrets that begin alike: both days are shown, and the one entered stays', async ({ page }) => {
  await addAndTest(page, 'secrets-with-one-hint');
  await expect(
    page.getByText('Entra lists more than one secret that this may be', { exact: true }),
  ).toBeVisible();
  const [first, second] = [written(90), written(300)].map((day) => day.replace(/ /g, '.'));
  await expect(
    page.getByText(new RegExp(`expires on .*(${first}|${second}).* and .*(${first}|${second})`)),
  ).toBeVisible();
  await expect(page.getByText(/^entered by/)).toBeVisible();
  await expect(page.getByText(/^read from Entra/)).toHaveCount(0);
});

test('a secret that Entra no longer lists is a warning beside a mailbox that works', async ({ page }) => {
  await addAndTest(page, 'secret-removed');
  await expect(page.getByText('Entra does not list this secret')).toBeVisible();
  await expect(page.getByText('Working', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the day' })).toBeVisible();
});

test('without the permission nothing is asked for, and it says who entered the day', async ({ page }) => {
  const asked = async () =>
    (await sandboxRequests()).filter(({ path }) => path.includes('/applications')).length;
  const before = await asked();
  await addAndTest(page, 'excess-permission');
  await expect(page.getByText(/^entered by/)).toBeVisible();
  expect(await asked()).toBe(before);
});

test('in Chinese', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-TW' });
  const page = await context.newPage();
  try {
    await page.goto('/customers/new');
    await page.getByLabel('客戶名稱').fill(uniqueName('樺樹牙醫'));
    await page.getByRole('button', { name: '儲存客戶' }).click();
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
    await page.goto(`/mailboxes/new?customer=${page.url().slice(-36)}`);
    const { name, values } = await scenario('app-reads-itself');
    await page.getByLabel('使用沙箱試試看').selectOption({ label: name });
    await expect(page.getByLabel('信箱地址')).toHaveValue(values.mailboxAddress);
    await page.getByRole('button', { name: '儲存信箱帳號' }).click();
    await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
    await expect(page.getByText(/^由 .* 輸入$/)).toBeVisible();
    await page.getByRole('button', { name: '測試連線' }).click();
    await expect(page.getByText(/^讀取自 Entra · /)).toBeVisible();
  } finally {
    await context.close();
  }
});
