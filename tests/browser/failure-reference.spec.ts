import { expect, type Page, test } from '../support/browser-test';
import { uniqueName } from '../support/console';
import { FIRST_ADMIN } from '../support/first-admin';
import { sql } from '../support/run-database';
import { printed } from '../support/seen';

/**
 * The database fails for real, and what it says holds what a person wrote. The person sees a reference, the operator
 * finds one line by it, and the text stands nowhere.
 */
test.beforeEach(({ allowConsole, context }) => {
  // What React says in the browser of a page that failed: that it tells no more.
  allowConsole(/Minified React error #441|status of 500/);
  return context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

/** Runs `work` while the database raises an error that carries a person's text. */
async function whileFailing(begin: string[], end: string[], work: () => Promise<void>): Promise<void> {
  await sql(`create function planted_failure(text) returns boolean language plpgsql as
    $$ begin raise exception 'planted failure of %', $1; end $$`);
  try {
    for (const statement of begin) await sql(statement);
    await work();
  } finally {
    for (const statement of end) await sql(statement);
    await sql('drop function planted_failure(text)');
  }
}

const shownReference = (page: Page) => page.locator('dl', { hasText: 'Reference' }).getByRole('code');

/** The lines that were printed since `printed()` was `before`, as far as they hold the reference. */
async function linesOf(reference: string, before: string): Promise<Record<string, unknown>[]> {
  const lines = () =>
    printed()
      .slice(before.length)
      .split('\n')
      .filter((line) => line.includes(reference))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  // The start script passes it on, and the file is written in the background.
  await expect.poll(lines).not.toEqual([]);
  return lines();
}

test('a page that fails shows the reference of its one line in the log', async ({ page }) => {
  await page.goto('/history');
  const before = printed();
  await whileFailing(
    [
      'alter table audit_entry rename to audit_entry_away',
      'create view audit_entry as select * from audit_entry_away where planted_failure(actor_name)',
      'grant select on audit_entry to public',
    ],
    ['drop view if exists audit_entry', 'alter table if exists audit_entry_away rename to audit_entry'],
    async () => {
      await page.goto('/history?customer=typed-by-a-person');
      await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
    },
  );
  const reference = await shownReference(page).innerText();
  await page.getByRole('button', { name: 'Copy the reference' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(reference);

  const [line, ...others] = await linesOf(reference, before);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    level: 50,
    reference,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    kind: 'render',
    method: 'GET',
    route: '/history',
    error: { name: expect.stringMatching(/^\w+$/), place: expect.stringMatching(/^ {4}at /) },
    msg: 'a request failed',
  });
  const since = printed().slice(before.length);
  expect(since.trim().split('\n')).toHaveLength(1);
  for (const text of ['planted', FIRST_ADMIN.name, 'typed-by-a-person']) expect(since).not.toContain(text);

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
});

test('an action that fails shows the reference of its one line in the log, and keeps what was typed', async ({
  page,
}) => {
  const name = uniqueName('Walnut Grove');
  await page.goto('/customers/new');
  await page.getByLabel('Customer name').fill(name);
  const before = printed();
  await whileFailing(
    [
      `create function fail_customer() returns trigger language plpgsql as
        $$ begin perform planted_failure(new.name); return new; end $$`,
      'create trigger planted before insert on customer for each row execute function fail_customer()',
    ],
    ['drop trigger if exists planted on customer', 'drop function if exists fail_customer()'],
    async () => {
      await page.getByRole('button', { name: 'Save customer' }).click();
      await expect(page.getByRole('alert').getByText('Something failed on our side')).toBeVisible();
    },
  );
  const reference = await shownReference(page).innerText();
  await page.getByRole('button', { name: 'Copy the reference' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(reference);
  await expect(page.getByLabel('Customer name')).toHaveValue(name);

  const [line, ...others] = await linesOf(reference, before);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    level: 50,
    reference,
    requestId: reference,
    deed: 'customer.create',
    error: { name: expect.stringMatching(/^\w+$/), place: expect.stringMatching(/^ {4}at /) },
    msg: 'an action failed',
  });
  const since = printed().slice(before.length);
  expect(since.trim().split('\n')).toHaveLength(1);
  for (const text of ['planted', name]) expect(since).not.toContain(text);

  await page.getByRole('button', { name: 'Save customer' }).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
});

test('a download that fails is a page of plain words with the reference of its one line in the log', async ({
  page,
}) => {
  await page.goto('/history');
  const before = printed();
  await whileFailing(
    [
      `create function fail_entry() returns trigger language plpgsql as
        $$ begin perform planted_failure(new.actor_name); return new; end $$`,
      'create trigger a_planted before insert on audit_entry for each row execute function fail_entry()',
    ],
    ['drop trigger if exists a_planted on audit_entry', 'drop function if exists fail_entry()'],
    async () => {
      await page.getByRole('link', { name: 'Export CSV' }).click();
      await expect(page.getByText('Something failed on our side')).toBeVisible();
    },
  );
  const words = await page.locator('body').innerText();
  expect(words).not.toContain('planted');
  const reference = /Reference: ([0-9a-f-]{36})/.exec(words)?.[1] ?? '';

  const [line, ...others] = await linesOf(reference, before);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    level: 50,
    reference,
    requestId: reference,
    deed: 'history.export',
    method: 'GET',
    error: { name: expect.stringMatching(/^\w+$/), place: expect.stringMatching(/^ {4}at /) },
    msg: 'a request failed',
  });
  const since = printed().slice(before.length);
  expect(since.trim().split('\n')).toHaveLength(1);
  for (const text of ['planted', FIRST_ADMIN.name]) expect(since).not.toContain(text);

  await page.goBack();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(await download.failure()).toBeNull();
});

test('a fault in what every page asks first is one line too, and the sign-in library says nothing more', async ({
  page,
}) => {
  const before = printed();
  await whileFailing(
    [
      'alter table staff_session rename to staff_session_away',
      'create view staff_session as select * from staff_session_away where planted_failure(token)',
      'grant select on staff_session to public',
    ],
    ['drop view if exists staff_session', 'alter table if exists staff_session_away rename to staff_session'],
    async () => {
      await page.goto('/settings');
      await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
    },
  );
  const reference = await shownReference(page).innerText();
  const [line, ...others] = await linesOf(reference, before);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ reference, kind: 'render', route: '/settings', msg: 'a request failed' });
  const since = printed().slice(before.length);
  expect(since).toContain('"from":"better-auth"');
  expect(since).not.toContain('planted');
  const tokens = await sql<{ token: string }>('select token from staff_session');
  expect(tokens).not.toEqual([]);
  for (const { token } of tokens) expect(since).not.toContain(token);
});
