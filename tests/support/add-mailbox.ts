import type { Page } from '@playwright/test';
import { chooseScenario } from './console';

/** Adds a customer through its form. @returns its id */
export async function addCustomer(page: Page, name: string): Promise<string> {
  await page.goto('/customers/new');
  await page.getByLabel('Customer name').fill(name);
  await page.getByRole('button', { name: 'Save customer' }).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  return page.url().slice(-36);
}

/**
 * Adds a mailbox with the values of one of the sandbox's scenarios, untested, through its form.
 * @param address another one than the scenario's
 * @returns its id
 */
export async function addMailbox(
  page: Page,
  customerId: string,
  scenarioId: string,
  address?: string,
): Promise<string> {
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  await chooseScenario(page, scenarioId);
  if (address) await page.getByLabel('Mailbox address').fill(address);
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  return page.url().slice(-36);
}
