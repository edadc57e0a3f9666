import { replay, requestOf, type SentAction } from '../support/actions';
import { expect, type Page, test } from '../support/browser-test';
import { uniqueName } from '../support/console';
import { sql, storedWorld } from '../support/run-database';
import { signOut } from '../support/sign-out';
import { addStaff, NOBODY, sessionCookie, signInAs } from '../support/staff';
import { STAFF_PASSWORDS, TYPED_SECRETS } from '../support/typed-secrets';

test.use({ storageState: NOBODY });

// What these tests fail to guess would count against the network address of all others.
test.afterEach(async () => {
  await sql('delete from attempt_count');
});

async function trySignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a wrong password and an address that nobody has get the same sentence', async ({ page }) => {
  const { email } = await addStaff('agent', 'Wrong Password');
  const told: string[] = [];
  for (const tried of [email, 'nobody.at.all@firstline.example', 'not an address']) {
    await trySignIn(page, tried, STAFF_PASSWORDS.wrong);
    const notice = page.getByRole('alert').filter({ hasText: /./ });
    await expect(notice).toContainText('The e-mail or the password is not right');
    told.push(await notice.innerText());
    await expect(page.getByLabel('E-mail')).toHaveValue(tried);
    expect(await page.context().cookies()).not.toContainEqual(
      expect.objectContaining({ name: expect.stringContaining('session') }),
    );
  }
  expect(new Set(told).size).toBe(1);
});

test('after ten wrong passwords the right one is refused too, with the time when it counts again', async ({
  page,
}) => {
  const staff = await addStaff('agent', 'Ten Guesses');
  await trySignIn(page, staff.email, STAFF_PASSWORDS.wrong);
  await expect(page.getByText('The e-mail or the password is not right')).toBeVisible();
  for (let guess = 2; guess <= 10; guess++) {
    await page.getByLabel('Password').first().fill(STAFF_PASSWORDS.wrong);
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answered;
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  }
  await page.getByLabel('Password').first().fill(staff.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Too many attempts')).toBeVisible();
  await expect(page.getByText(/closed until \d{1,2}:\d{2}/)).toBeVisible();
  expect(await sql('select id from staff_session where staff_member_id = $1', [staff.id])).toEqual([]);

  await page.goto('/mailboxes');
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('while somebody guesses, the browser that signed in before is let in all the same', async ({
  page,
  browser,
}) => {
  const staff = await addStaff('agent', 'Known Browser');
  const own = await signInAs(browser, staff);
  const known = (await own.context().cookies()).find(({ name }) => name === 'posthouse.known_device');
  expect(known).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect((known?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(179 * 24 * 60 * 60);
  await signOut(own);

  const action = await requestOf(page, () => trySignIn(page, staff.email, STAFF_PASSWORDS.wrong));
  for (let guess = 2; guess <= 12; guess++) await replay(action);
  await trySignIn(page, staff.email, staff.password);
  await expect(page.getByText('Too many attempts')).toBeVisible();
  await trySignIn(own, staff.email, staff.password);
  await expect(own.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const deeds = await sql('select deed from audit_entry where subject = $1 order by id', [staff.email]);
  expect(deeds.filter(({ deed }) => deed === 'staff.sign_in_limited')).toHaveLength(1);
  await own.context().close();
});

test('of twenty sign-ins at once, sent to the server action without a browser, ten are looked at', async ({
  page,
}) => {
  const staff = await addStaff('agent', 'Twenty At Once');
  const action = await requestOf(page, () => trySignIn(page, staff.email, STAFF_PASSWORDS.wrong));
  await expect(page.getByText('The e-mail or the password is not right')).toBeVisible();
  await sql('delete from attempt_count');

  const answers = await Promise.all(Array.from({ length: 20 }, () => replay(action)));
  const codes = answers.map(({ text }) => /"code":"(\w+)"/.exec(text)?.[1]);
  expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(10);
  expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(10);
  expect(answers.filter(({ headers }) => headers.has('set-cookie'))).toEqual([]);

  // Neither another network address nor the right password opens it now.
  const right = { [STAFF_PASSWORDS.wrong]: staff.password };
  const fromElsewhere = await replay(action, {
    change: right,
    headers: { 'x-forwarded-for': '203.0.113.9' },
  });
  expect(fromElsewhere.text).toContain('"code":"too_many_attempts"');
  expect(await sql('select id from staff_session where staff_member_id = $1', [staff.id])).toEqual([]);
});

test('signing out ends the session in the database: its old cookie opens nothing', async ({ browser }) => {
  const staff = await addStaff('agent', 'Signs Out');
  const page = await signInAs(browser, staff);
  const cookie = await sessionCookie(page);
  const action = await customerAction(page);
  expect(await sql('select id from staff_session where staff_member_id = $1', [staff.id])).toHaveLength(1);

  await signOut(page);
  expect(await sql('select id from staff_session where staff_member_id = $1', [staff.id])).toEqual([]);
  expect(await page.context().cookies()).not.toContainEqual(
    expect.objectContaining({ name: expect.stringContaining('session_token') }),
  );

  const before = await storedWorld();
  for (const ended of [cookie, undefined, 'posthouse.session_token=forged.c2lnbmF0dXJl']) {
    const answer = await replay(action, { cookie: ended });
    expect(answer.text).toContain('"code":"signed_out"');
    expect(answer.text).not.toContain('Kept By Nobody');
    await expectNothingWithout(ended);
  }
  expect(await storedWorld()).toEqual(before);
  await page.context().close();
});

const PAGES =
  '/ /mailboxes /mailboxes/new /customers /customers/new /messages /staff /staff/invite /history /settings /profile'.split(
    ' ',
  );

/** Every page of the console, as HTML and as the payload that the router fetches, sends the visitor to the sign-in. */
async function expectNothingWithout(cookie: string | undefined): Promise<void> {
  const [customer] = await sql<{ id: string; name: string }>('select id, name from customer limit 1');
  const [mailbox] = await sql<{ id: string }>('select id from mailbox limit 1');
  const places = [
    ...PAGES,
    `/customers/${customer?.id}`,
    `/mailboxes/${mailbox?.id}`,
    `/mailboxes/${mailbox?.id}/edit`,
  ];
  for (const place of places) {
    for (const form of [{}, { rsc: '1' }] as Record<string, string>[]) {
      const answer = await fetch(new URL(place, process.env.POSTHOUSE_TEST_URL), {
        headers: { ...form, ...(cookie ? { cookie } : {}) },
      });
      const text = await answer.text();
      expect(`${answer.url} ${text}`, place).toContain('/sign-in');
      if (customer) expect(text).not.toContain(customer.name);
      expect(text, place).not.toContain('@firstline.example');
    }
  }
}

/** The request of `Save customer`, for a customer that was saved by it once. */
async function customerAction(page: Page): Promise<SentAction> {
  await page.goto('/customers/new');
  await page.getByLabel('Customer name').fill(uniqueName('Kept By Nobody'));
  const action = await requestOf(page, () => page.getByRole('button', { name: 'Save customer' }).click());
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  return action;
}

test('a session that ends while somebody types: the form says so and keeps what was typed, the secret too', async ({
  browser,
}) => {
  const staff = await addStaff('agent', 'Ends Meanwhile');
  const page = await signInAs(browser, staff);
  await page.goto('/mailboxes/new');
  await page.getByLabel('Mailbox address').fill('typed@contoso-sandbox.example');
  await page.getByLabel('Client secret value').fill(TYPED_SECRETS.afterSignOut);
  await sql('delete from staff_session where staff_member_id = $1', [staff.id]);
  const before = await storedWorld();
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(page.getByText('Your session has ended')).toBeVisible();
  await expect(page.getByLabel('Mailbox address')).toHaveValue('typed@contoso-sandbox.example');
  await expect(page.getByLabel('Client secret value')).toHaveValue(TYPED_SECRETS.afterSignOut);
  expect(await page.content()).not.toContain(TYPED_SECRETS.afterSignOut);
  expect(await storedWorld()).toEqual(before);
  await page.context().close();
});

test('the language follows the browser, and can be switched on the sign-in', async ({ browser }) => {
  const context = await browser.newContext({ storageState: NOBODY, locale: 'zh-TW' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
  await expect(page.getByRole('button', { name: '登入' })).toBeVisible();
  await page.getByRole('combobox').selectOption('en');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();

  const german = await browser.newContext({ storageState: NOBODY, locale: 'de-AT' });
  const other = await german.newPage();
  await other.goto('/sign-in');
  await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await german.close();
});

test('a sign-in that another site sends is refused', async ({ page }) => {
  const staff = await addStaff('agent', 'Other Site');
  const action = await requestOf(page, () => trySignIn(page, staff.email, STAFF_PASSWORDS.wrong));
  await expect(page.getByText('The e-mail or the password is not right')).toBeVisible();
  const answer = await replay(action, {
    change: { [STAFF_PASSWORDS.wrong]: staff.password },
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.has('set-cookie')).toBe(false);
  expect(await sql('select id from staff_session where staff_member_id = $1', [staff.id])).toEqual([]);
});
