import { expect, test } from '../support/browser-test';
import { FIRST_ADMIN, stateFile } from '../support/first-admin';

const setUpUrl = process.env.POSTHOUSE_TEST_SET_UP_URL ?? '';

test('without the token there is no set-up', async ({ page, allowConsole }) => {
  allowConsole(/404|403/);
  for (const address of ['/welcome', '/welcome?token=', '/welcome?token=wrong']) {
    await page.goto(address);
    await expect(page.getByRole('button', { name: 'Create admin' })).toHaveCount(0);
  }
});

test('the set-up address that the start script prints makes the first admin', async ({ page }) => {
  await page.goto(setUpUrl);
  await page.getByLabel('Name', { exact: true }).fill(FIRST_ADMIN.name);
  await page.getByLabel('E-mail').fill(FIRST_ADMIN.email);
  await page.getByLabel('Password').first().fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: 'Create admin' }).click();
  await expect(page.getByRole('link', { name: 'Mailboxes' }).first()).toBeVisible();
  await page.context().storageState({ path: stateFile() });
});

test('a second time it makes nothing', async ({ page, allowConsole }) => {
  allowConsole(/404|403/);
  await page.goto(setUpUrl);
  await expect(page.getByRole('button', { name: 'Create admin' })).toHaveCount(0);
});
