import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { replay, requestOf } from '../support/actions';
import { expect, type Page, test } from '../support/browser-test';
import { FIRST_ADMIN } from '../support/first-admin';
import { type OwnPosthouse, setUpOwnPosthouse, startOwnPosthouse } from '../support/own-posthouse';
import { NOBODY, sessionCookie } from '../support/staff';
import { appCode } from '../support/totp';

/** A Posthouse with REQUIRE_SECOND_FACTOR=admins. */
test.use({ storageState: NOBODY });
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let posthouse: OwnPosthouse;
let page: Page;

test.beforeAll(async ({ browser }) => {
  posthouse = await startOwnPosthouse({ REQUIRE_SECOND_FACTOR: 'admins' });
  page = await (await browser.newContext({ storageState: NOBODY })).newPage();
  await setUpOwnPosthouse(page, posthouse);
});
test.afterAll(async () => {
  await page.context().close();
  await posthouse.stop();
});

const PAGES =
  '/ /mailboxes /mailboxes/new /customers /customers/new /messages /staff /history /settings'.split(' ');

test('an admin without one signs in, and every page leads to where it is set up', async () => {
  await expect(page).toHaveURL(/\/profile$/);
  for (const place of PAGES) {
    await page.goto(posthouse.url + place);
    await expect(page, place).toHaveURL(/\/profile$/);
    await expect(page.getByText('Set up a second factor first')).toBeVisible();
  }
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Second factor']);
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const shown = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
    expect(shown).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('a payload of a page, too, leads there and shows nothing', async () => {
  const cookie = await sessionCookie(page);
  await posthouse.sql(`insert into customer (id, name, updated_at) values ($1, 'Seen By Nobody', now())`, [
    randomUUID(),
  ]);
  for (const place of PAGES) {
    const answer = await fetch(posthouse.url + place, { headers: { cookie, rsc: '1' } });
    const text = await answer.text();
    expect(`${answer.url} ${text}`, place).toContain('/profile');
    expect(text, place).not.toContain('Seen By Nobody');
  }
});

test('nor can the history be taken away as a file', async () => {
  const answer = await fetch(`${posthouse.url}/history/export`, {
    headers: { cookie: await sessionCookie(page) },
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('A second factor is required here');
  const entries = await posthouse.sql("select from audit_entry where deed = 'history.export'");
  expect(entries).toEqual([]);
});

test('once it is set up everything opens; without it again, an action is refused and changes nothing', async () => {
  await page.goto(`${posthouse.url}/profile`);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByLabel('Your password').fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  const shown = page.locator('#second-factor code');
  const key = (await shown.innerText()).replaceAll(' ', '');
  await page.getByLabel('Code').fill(appCode(key));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('Set up a second factor first')).toHaveCount(0);

  await page.goto(`${posthouse.url}/customers/new`);
  await page.getByLabel('Customer name').fill('Kept Once');
  const action = await requestOf(page, () => page.getByRole('button', { name: 'Save customer' }).click());
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  const cookie = await sessionCookie(page);
  await posthouse.sql('update staff_member set second_factor_on = false');
  const answer = await replay(action, { cookie, change: { 'Kept Once': 'Kept Never' } });
  expect(answer.text).toContain('"code":"second_factor_needed"');
  expect(await posthouse.sql("select name from customer where name like 'Kept %'")).toEqual([
    { name: 'Kept Once' },
  ]);
  await page.goto(`${posthouse.url}/customers`);
  await expect(page).toHaveURL(/\/profile$/);

  // Of others the setting asks nothing.
  await posthouse.sql("update staff_member set role = 'agent'");
  await page.goto(`${posthouse.url}/customers`);
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});
