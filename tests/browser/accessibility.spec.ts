import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext } from '@playwright/test';
import { expect, type Page, test } from '../support/browser-test';
import { everySight, haveExamples, type Sight } from '../support/every-page';

/** One visit to each page, then the same page in all four. Between light and dark only colours differ. */
const LOOKS = [
  { theme: 'light', width: 1280, rules: null },
  { theme: 'dark', width: 1280, rules: ['color-contrast'] },
  { theme: 'dark', width: 390, rules: ['color-contrast'] },
  { theme: 'light', width: 390, rules: null },
] as const;

/** The narrowest screen that nothing may be lost on; also what 1280 px show at 400 % zoom. */
const NARROWEST = 320;

/** The field labels that product tests from outside find fields by, as product words fix them. */
const LABELS = [
  'Name',
  'E-mail',
  'Password',
  'Code',
  'Customer name',
  'Note',
  'Customer',
  'Mailbox address',
  'Mailbox name',
  'Description',
  'Microsoft cloud',
  'Directory (tenant) ID',
  'Application (client) ID',
  'Client secret value',
  'Secret expires on',
  'Send test to',
] as const;

/** The names of buttons and of links to places that tests from outside press, and the pages on which they stand. */
const PRESSED: Readonly<Record<string, readonly string[]>> = {
  'sign-in': ['Sign in'],
  overview: [
    'Overview',
    'Mailboxes',
    'Customers',
    'Messages',
    'Error codes',
    'Staff',
    'History',
    'Settings',
    'Sign out',
  ],
  mailboxes: ['Add mailbox', 'Mailboxes', 'Customers'],
  'add-mailbox': ['Save mailbox', 'Test connection', 'Mailboxes', 'Customers'],
  'add-mailbox-failed': ['Save mailbox', 'Test connection'],
  'mailbox-working': [
    'Test connection',
    'Send test',
    'Replace secret',
    'Edit mailbox',
    'Pause mailbox',
    'Delete mailbox',
    'Mailboxes',
    'Customers',
    'History',
  ],
  'mailbox-paused': ['Resume mailbox', 'Test connection'],
  'mailbox-needs_attention': ['Test connection', 'Send test', 'Replace secret', 'History', 'Messages'],
  'replace-secret': ['Save secret', 'Test connection'],
  'delete-mailbox': ['Delete mailbox'],
  'edit-mailbox': ['Save mailbox', 'Mailboxes'],
  customers: ['Add customer', 'Customers', 'Mailboxes'],
  'add-customer': ['Save customer', 'Customers'],
  customer: ['Add mailbox', 'Edit customer', 'Customers', 'Mailboxes', 'History'],
  'edit-customer': ['Save customer'],
  errors: ['Find codes', 'Fill in'],
};

// So many pages make a trace that takes longer than the test.
test.use({ trace: 'off' });

let sights: Sight[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await browser.newPage();
  await haveExamples(page);
  sights = await everySight(page);
  expect(sights.every(({ address }) => address.startsWith('/'))).toBe(true);
  await page.close();
});

/** Each page once, with a page of its own for who is signed in and who is not. */
async function visitEach(
  context: BrowserContext,
  signedOut: BrowserContext,
  look: (page: Page, sight: Sight) => Promise<void>,
): Promise<void> {
  const inside = await context.newPage();
  const outside = await signedOut.newPage();
  for (const sight of sights) {
    await test.step(sight.name, async () => {
      const page = sight.signedOut ? outside : inside;
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(sight.address);
      await sight.act?.(page);
      await look(page, sight);
    });
  }
}

test('no page has a fault that axe knows, light or dark, wide or narrow, and none runs over its side', async ({
  browser,
  storageState,
  allowConsole,
}) => {
  test.setTimeout(600_000);
  allowConsole(/status of 40[34]/);
  const options = { reducedMotion: 'reduce', locale: 'en-GB' } as const;
  const inside = await browser.newContext({ ...options, storageState });
  const outside = await browser.newContext({ ...options, storageState: undefined });
  await visitEach(inside, outside, async (page, { name }) => {
    await expect.soft(page, name).toHaveTitle(/.+ · Posthouse$/, { timeout: 1000 });
    await expect.soft(page.locator('h1'), name).toHaveCount(1);
    await expect.soft(page.locator('html'), name).toHaveAttribute('lang', 'en');
    for (const { theme, width, rules } of LOOKS) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 800 });
      // A page without frames needs no second page to put them together, which is what "legacy" leaves out.
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ resultTypes: ['violations'], ...(rules ? { runOnly: [...rules] } : {}) })
        .analyze();
      const said = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
      expect.soft(said, `${name}, ${theme}, ${width} px`).toEqual([]);
    }
    for (const width of [1280, 1024, 768, 390, NARROWEST]) {
      await page.setViewportSize({ width, height: 800 });
      const shown = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
      expect.soft(shown, `${name} at ${width} px`).toBeLessThanOrEqual(width);
    }
  });
  await inside.close();
  await outside.close();
});

test('a field is found by its label alone, a button by its name alone', async ({
  browser,
  storageState,
  allowConsole,
}) => {
  test.setTimeout(300_000);
  allowConsole(/status of 40[34]/);
  const inside = await browser.newContext({ storageState, locale: 'en-GB' });
  const outside = await browser.newContext({ storageState: undefined, locale: 'en-GB' });
  expect(Object.keys(PRESSED).filter((name) => !sights.some((sight) => sight.name === name))).toEqual([]);
  await visitEach(inside, outside, async (page, { name }) => {
    const controls = await page.locator('label:visible').evaluateAll((labels) =>
      labels.map((label) => ({
        text: label.textContent?.trim() ?? '',
        control: (label as HTMLLabelElement).control?.tagName ?? 'none',
      })),
    );
    for (const { text, control } of controls) expect.soft(control, `${name}: label ${text}`).not.toBe('none');
    const labelled = new Set(controls.map(({ text }) => text));
    const spoken = await page
      .locator('[aria-label]:not(input, select, textarea), [aria-labelledby]:not(input, select, textarea)')
      .evaluateAll((elements) =>
        elements.map((element) => {
          const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
          const text = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
          return `${element.getAttribute('aria-label') ?? ''} ${text}`.toLowerCase();
        }),
      );
    for (const label of LABELS) {
      expect
        .soft(
          spoken.filter((words) => words.includes(label.toLowerCase())),
          `${name}: called ${label}`,
        )
        .toEqual([]);
      if (labelled.has(label)) {
        // Exactly, as it stands; and as a part, which is how a test finds it that says no more.
        await expect.soft(page.getByLabel(label, { exact: true }), `${name}: ${label}`).toHaveCount(1);
        const within = [...labelled].filter((text) => text.toLowerCase().includes(label.toLowerCase()));
        await expect.soft(page.getByLabel(label), `${name}: ${label}`).toHaveCount(within.length);
        expect.soft(within, `${name}: ${label} is a part of another label`).toEqual([label]);
      }
    }
    for (const pressed of PRESSED[name] ?? []) {
      const found = page.getByRole('button', { name: pressed }).or(page.getByRole('link', { name: pressed }));
      await expect.soft(found, `${name}: ${pressed}`).toHaveCount(1);
    }
  });
  await inside.close();
  await outside.close();
});

test('with forced colours what is chosen and what is in trouble can still be told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const { address, name } of sights.filter((each) =>
    /^(overview|mailboxes|mailbox-needs)/.test(each.name),
  )) {
    await page.goto(address);
    const here = page.locator('nav [aria-current]').first();
    expect(await here.evaluate((link) => getComputedStyle(link).outlineStyle), name).toBe('solid');
    const { violations } = await new AxeBuilder({ page }).disableRules('color-contrast').analyze();
    expect(
      violations.map(({ id }) => id),
      name,
    ).toEqual([]);
  }
});
