import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '../support/browser-test';
import { scenario } from '../support/console';
import { everySight, haveExamples } from '../support/every-page';

/**
 * The pictures of the README. They go to `docs/` when POSTHOUSE_SCREENSHOTS=1 is set (run this file alone, so that only
 * the examples are seen), else to the results of this run: an ordinary run changes no file of the project.
 */
const folder = process.env.POSTHOUSE_SCREENSHOTS === '1' ? 'docs' : 'test-results';

/** GitHub shows a picture of this size at once. */
const LIMIT_BYTES = 300_000;

test.use({ colorScheme: 'light', reducedMotion: 'reduce', timezoneId: 'Asia/Taipei' });

const ADDRESS = 'reservations@harbour-hotel.example';

test('a mailbox whose secret is wrong, with what to do about it', async ({ page }) => {
  await haveExamples(page);
  await openBrokenMailbox(page);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Not reached', { exact: true })).toHaveCount(2);
  await expect(page.getByText('Needs attention', { exact: true }).first()).toBeVisible();
  // Folded, it leaves room for the rungs below.
  await page.getByText('Text to forward to the administrator').click();
  // The clicks above have scrolled; the picture begins at the top.
  await page.evaluate(() => window.scrollTo(0, 0));
  const end = await page.getByText('Copy result').boundingBox();
  await take(page, 'mailbox.png', Math.round((end?.y ?? 900) + 60));
});

test('the overview of the examples', async ({ page }) => {
  await haveExamples(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Needs action, worst first' })).toBeVisible();
  await take(page, 'overview.png', 1000);
});

async function take(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: 1280, height });
  // The focus ring of the button pressed last says nothing in a picture.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  mkdirSync(folder, { recursive: true });
  const picture = await page.screenshot({ path: join(folder, name), animations: 'disabled' });
  expect(picture.length).toBeLessThan(LIMIT_BYTES);
}

/** Makes it, or takes the one that an earlier run on the same database has made. */
async function openBrokenMailbox(page: Page): Promise<void> {
  await page.goto(`/mailboxes?q=${ADDRESS}`);
  const there = page.getByRole('link', { name: ADDRESS });
  if (await there.isVisible()) {
    await there.click();
  } else {
    const { name } = await scenario('wrong-secret');
    await page.goto('/mailboxes/new');
    await page.getByLabel('Customer', { exact: true }).selectOption({ label: 'Harbour Group' });
    await page.getByLabel('Try with the sandbox').selectOption({ label: name });
    await page.getByLabel('Mailbox address').fill(ADDRESS);
    await page.getByLabel('Mailbox name').fill('Harbour Hotel Reservations');
    await page.getByLabel('Description').fill('Confirmations of bookings.');
    await page.getByRole('button', { name: 'Save mailbox' }).click();
  }
  await expect(page.getByRole('heading', { level: 1, name: ADDRESS })).toBeVisible();
}

/** For looking at the whole console at once, such as after a change of its style: POSTHOUSE_GALLERY=1. */
test('every page, wide and narrow, light and dark, in both languages', async ({
  browser,
  page,
  storageState,
  allowConsole,
}) => {
  test.skip(process.env.POSTHOUSE_GALLERY !== '1', 'only for whoever wants to look: POSTHOUSE_GALLERY=1');
  test.setTimeout(900_000);
  allowConsole(/status of 40[34]/);
  await haveExamples(page);
  const sights = await everySight(page);
  for (const [language, locale] of [
    ['en', 'en-GB'],
    ['zh-Hant', 'zh-TW'],
  ] as const) {
    const options = { locale, timezoneId: 'Asia/Taipei', reducedMotion: 'reduce' } as const;
    const inside = await (await browser.newContext({ ...options, storageState })).newPage();
    const outside = await (await browser.newContext({ ...options, storageState: undefined })).newPage();
    for (const width of [1280, 390]) {
      for (const sight of sights) {
        const here = sight.signedOut ? outside : inside;
        await here.setViewportSize({ width, height: 800 });
        await here.goto(sight.address);
        await sight.act?.(here);
        for (const colorScheme of ['light', 'dark'] as const) {
          await here.emulateMedia({ colorScheme });
          const path = join(
            'test-results/gallery',
            `${language}-${width}-${colorScheme}`,
            `${sight.name}.png`,
          );
          await here.screenshot({ path, fullPage: true });
        }
      }
    }
    await inside.context().close();
    await outside.context().close();
  }
});
