import { addCustomer } from '../support/add-mailbox';
import { expect, test } from '../support/browser-test';
import { uniqueName } from '../support/console';
import { addStaff, NOBODY, signInAs } from '../support/staff';

test('every page of the console has its Sign out in sight', async ({ page }) => {
  const customerId = await addCustomer(page, uniqueName('Oak Lane Clinic'));
  const places = '/ /mailboxes /mailboxes/new /customers /customers/new /messages /staff /history /settings';
  for (const place of [...places.split(' '), `/customers/${customerId}`, `/customers/${customerId}/edit`]) {
    await page.goto(place);
    await expect(page.getByRole('button', { name: 'Sign out' }), place).toBeVisible();
  }
});

test('after a sign-out the way back shows nothing of what was there, nor does the browser keep any of it', async ({
  browser,
  page: admins,
}) => {
  const name = uniqueName('Willow Veterinary Practice');
  const customerId = await addCustomer(admins, name);
  const page = await signInAs(browser, await addStaff('agent', 'Goes Back'));
  await page.goto('/customers');
  await page.goto(`/customers/${customerId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
  await page.waitForURL(/\/customers$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in$/);
  // While it is loaded anew there is no content to ask for.
  const remembers = () =>
    page.content().then(
      (html) => html.includes(name),
      () => true,
    );
  await expect.poll(remembers).toBe(false);
  for (let back = 0; back < 3; back++) {
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect.poll(remembers).toBe(false);
  }
  const kept = await page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: [], session: [], databases: [], caches: [], workers: 0 });
  await page.context().close();
});

test.describe('the sign-in form', () => {
  test.use({ storageState: NOBODY, permissions: ['clipboard-read', 'clipboard-write'] });

  test('asks for an e-mail and a password and for no hint or question', async ({ page }) => {
    await page.goto('/sign-in');
    const fields = page.locator('form input');
    expect(await fields.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('name')))).toEqual([
      'email',
      'password',
    ]);
  });

  test('masks the password, shows it when asked, takes it pasted and tells password managers what it is', async ({
    page,
  }) => {
    await page.goto('/sign-in');
    const password = page.locator('input[name="password"]');
    await expect(password).toHaveAttribute('type', 'password');
    await expect(password).toHaveAttribute('autocomplete', 'current-password');
    await expect(page.locator('input[name="email"]')).toHaveAttribute('autocomplete', 'username');
    await page.evaluate(() => navigator.clipboard.writeText('pasted from elsewhere'));
    await password.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(password).toHaveValue('pasted from elsewhere');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(password).toHaveAttribute('type', 'text');
  });
});
