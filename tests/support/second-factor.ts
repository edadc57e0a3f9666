import { expect, type Page } from './browser-test';
import { sql } from './run-database';
import { appCode } from './totp';

/** Opens the profile and goes as far as the key for the app. The page has to be in English. @returns the key */
export async function beginSecondFactor(page: Page, password: string): Promise<string> {
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  const shown = page.locator('#second-factor code');
  await expect(shown).toBeVisible();
  return (await shown.innerText()).replaceAll(' ', '');
}

/** Sets the second factor up on the profile, to its end. The page has to be in English. */
export async function setUpSecondFactor(
  page: Page,
  password: string,
): Promise<{ key: string; recoveryCodes: string[] }> {
  const key = await beginSecondFactor(page, password);
  await page.getByLabel('Code').fill(appCode(key));
  await page.getByRole('button', { name: 'Switch on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recoveryCodes = await codes.allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  // The code that was just used may be typed again by a test that is faster than half a minute.
  await sql("delete from attempt_count where key like 'code-used:%'");
  return { key, recoveryCodes };
}
