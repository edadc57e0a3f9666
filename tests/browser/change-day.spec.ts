import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, test } from '../support/browser-test';
import { uniqueName } from '../support/console';

test('a wrong day is corrected without entering the secret again', async ({ page }) => {
  const customer = await addCustomer(page, uniqueName('Larch Clinic'));
  await addMailbox(page, customer, 'working-mailbox');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Working', { exact: true }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Change the day' }).click();
  await page.getByLabel('Secret expires on').fill('2026-01-05');
  await page.getByRole('button', { name: 'Save day' }).click();
  await expect(page.getByText('The day is saved.')).toBeVisible();
  await expect(page.getByText('Needs attention', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Expired', { exact: true })).toHaveCount(0);
  await expect(page.getByText('The day entered has passed, but it still signs in').first()).toBeVisible();

  await page.getByRole('button', { name: 'Change the day' }).click();
  await expect(page.getByLabel('Secret expires on')).toHaveValue('2026-01-05');
  await page.getByRole('button', { name: '24 months' }).click();
  await page.getByRole('button', { name: 'Save day' }).click();
  await expect(page.getByText('Working', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/changed the day on which the secret/).first()).toBeVisible();
});

test('the two forms with a field for the day are never open at once', async ({ page }) => {
  const customer = await addCustomer(page, uniqueName('Larch Clinic'));
  await addMailbox(page, customer, 'working-mailbox');
  await page.getByRole('button', { name: 'Change the day' }).click();
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await expect(page.getByLabel('Client secret value')).toBeVisible();
  await expect(page.getByLabel('Secret expires on')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Save day' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Change the day' }).click();
  await expect(page.getByLabel('Client secret value')).toHaveCount(0);
  await expect(page.getByLabel('Secret expires on')).toHaveCount(1);
});
