import { replay, requestOf } from '../support/actions';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { sandboxRequests, uniqueName } from '../support/console';
import { sql, storedWorld } from '../support/run-database';
import { signOut } from '../support/sign-out';
import { addStaff, sessionCookie, signInAs, type TestStaff } from '../support/staff';

/** What is too much: of a form, and of calls. Said in words, and nothing typed is lost. */

// Traces would hold every letter of it.
test.use({ trace: 'off' });

const typed = { 'Customer name': 'Wagtail Laundry', Note: 'n'.repeat(300_000) };

/** Opens a form for a new customer and fills it in. */
async function fillIn(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.goto('/customers/new');
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value);
}
const save = (page: Page) => page.getByRole('button', { name: 'Save customer' }).click();

test.describe('a form that is too large', () => {
  test('is not sent: the field is marked, everything is still there, and shortened it is saved', async ({
    page,
  }) => {
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await fillIn(page, typed);
    await save(page);
    const notice = page.getByRole('alert').filter({ hasText: 'This is too large to be sent' });
    await expect(notice).toContainText('everything you typed is still here. Shorten the marked field');
    const note = page.getByLabel('Note');
    await expect(note).toBeFocused();
    await expect(note).toHaveAccessibleDescription(/too large to be sent/);
    for (const [label, value] of Object.entries(typed))
      await expect(page.getByLabel(label)).toHaveValue(value);
    expect(sent).toEqual([]);

    await note.fill('short');
    await page.getByLabel('Customer name').fill(uniqueName('Wagtail Laundry'));
    await save(page);
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  });

  test('just below the limit arrives whole: the field itself says that it is too long', async ({ page }) => {
    await fillIn(page, { ...typed, Note: 'n'.repeat(239_000) });
    await save(page);
    await expect(page.getByLabel('Note')).toHaveAccessibleDescription(/This is too long\. Shorten it\.$/);
  });

  test('is refused by the server too, and nothing of it is stored', async ({ page, allowConsole }) => {
    allowConsole(/ERR_FAILED/);
    await fillIn(page, { ...typed, Note: 'a short note' });
    await page.route('**', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    const action = await requestOf(page, () => save(page));
    await page.unroute('**');
    const before = await storedWorld();
    for (const length of [300_000, 3_000_000, 20_000_000]) {
      const answer = await replay(action, {
        cookie: await sessionCookie(page),
        change: { 'a short note': 'n'.repeat(length) },
      });
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain('nnnnnnnn');
    }
    expect(await storedWorld()).toEqual(before);
    expect((await page.request.get('/api/health')).status()).toBe(200);
  });
});

test.describe('calls by one person', () => {
  test.describe.configure({ mode: 'serial' });

  let staff: TestStaff;
  let page: Page;
  let mailboxId: string;

  test.beforeAll(async ({ browser }) => {
    const admin = await browser.newPage();
    const customerId = await addCustomer(admin, uniqueName('Magpie Antiques'));
    mailboxId = await addMailbox(admin, customerId, 'working-mailbox');
    await admin.context().close();
    staff = await addStaff('agent', 'Very Fast', [customerId]);
    page = await signInAs(browser, staff);
  });
  test.afterAll(() => page.context().close());

  /** As if this person had called so often in a window that ends in five minutes. */
  const called = (cost: 'microsoft' | 'little', count: number) =>
    sql(
      "insert into attempt_count values ($1, $2, now() + interval '5 minutes') on conflict (key) do update set count = $2",
      [`calls:${cost}:${staff.id}`, count],
    );

  test('that ask Microsoft are taken up to the limit, then refused with the time to go on', async () => {
    await called('microsoft', 299);
    await page.goto(`/mailboxes/${mailboxId}`);
    const test = page.getByRole('button', { name: 'Test connection' });
    await test.click();
    await expect(page.getByText(/^All checks passed/)).toBeVisible();
    const asked = await sandboxRequests();
    const before = await storedWorld();
    await test.click();
    await expect(page.getByText('Too many requests in a short time')).toBeVisible();
    await expect(page.getByText(/Go on at \d{1,2}:\d{2}/)).toBeVisible();
    // A mail costs the same, and the address typed for it stays.
    await page.getByLabel('Send test to').fill('kept@firstline.example');
    await page.getByRole('button', { name: 'Send test' }).click();
    await expect(page.getByText('Too many requests in a short time')).toHaveCount(2);
    await expect(page.getByLabel('Send test to')).toHaveValue('kept@firstline.example');
    expect(await sandboxRequests()).toEqual(asked);
    expect(await storedWorld()).toEqual(before);
  });

  test('that cost little go on meanwhile', async () => {
    await page.getByRole('button', { name: 'Pause mailbox' }).click();
    await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
  });

  test('that cost little have a limit of their own', async () => {
    await page.reload();
    await called('little', 5000);
    const before = await storedWorld();
    await page.getByRole('button', { name: 'Resume mailbox' }).click();
    await expect(page.getByText('Too many requests in a short time')).toBeVisible();
    expect(await storedWorld()).toEqual(before);
    // Signing out is never refused.
    await signOut(page);
  });

  test('and of nobody else: a colleague is not held up', async ({ browser }) => {
    const other = await signInAs(browser, await addStaff('agent', 'In No Hurry'));
    await other.goto(`/mailboxes/${mailboxId}`);
    await other.getByRole('button', { name: 'Resume mailbox' }).click();
    await expect(other.getByRole('button', { name: 'Pause mailbox' })).toBeVisible();
    await other.context().close();
  });
});
