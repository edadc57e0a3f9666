import type { BrowserContext } from '@playwright/test';
import { expect, type Page, test } from '../support/browser-test';
import { everySight, haveExamples, type Sight } from '../support/every-page';

// So many pages make a trace that takes longer than the test.
test.use({ trace: 'off' });

let sights: Sight[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await browser.newPage();
  await haveExamples(page);
  sights = await everySight(page);
  await page.close();
});

/** Keeps what the policy refuses on every page of this context, to be asked for with {@link refusals}. */
async function watchPolicy(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      refused.push(`${effectiveDirective}: ${blockedURI} ${sample}`);
    });
  });
}
const refusals = (page: Page) => page.evaluate(() => (window as unknown as { refused: string[] }).refused);

/** React has taken over the document: its own marks stand on the elements that the server sent. */
const isHydrated = (page: Page) =>
  page
    .locator('main')
    .first()
    .evaluate((main) => Object.keys(main).some((key) => key.startsWith('__reactFiber$')));

test('every page comes to life under its policy, and asks for nothing that the policy refuses', async ({
  browser,
  storageState,
  allowConsole,
}) => {
  test.setTimeout(300_000);
  allowConsole(/status of 40[34]/);
  const inside = await browser.newContext({ storageState, locale: 'en-GB' });
  const outside = await browser.newContext({ storageState: undefined, locale: 'en-GB' });
  for (const context of [inside, outside]) await watchPolicy(context);
  for (const { name, address, act, signedOut } of sights) {
    await test.step(name, async () => {
      const page = await (signedOut ? outside : inside).newPage();
      const answer = await page.goto(address);
      expect.soft(answer?.headers()['content-security-policy'], name).toMatch(/script-src 'nonce-/);
      await expect.poll(() => isHydrated(page), name).toBe(true);
      await act?.(page);
      expect.soft(await refusals(page), name).toEqual([]);
      await page.close();
    });
  }
  await inside.close();
  await outside.close();
});
