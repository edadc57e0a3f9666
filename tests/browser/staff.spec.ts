import type { Browser } from '@playwright/test';
import { replay, requestOf } from '../support/actions';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { scenario, uniqueName } from '../support/console';
import { dumpDatabase, sql, storedWorld } from '../support/run-database';
import { allSeen, printed } from '../support/seen';
import { addStaff, NOBODY, sessionCookie, signInAs, type TestStaff } from '../support/staff';
import { STAFF_PASSWORDS, TYPED_SECRETS } from '../support/typed-secrets';

/** The link that the form shows, at the address of the recorder that stands before the app. */
async function linkOn(page: Page): Promise<string> {
  const { pathname, search } = new URL(await page.getByLabel('Invitation link').inputValue());
  return pathname + search;
}

async function invite(
  page: Page,
  { email, name, role }: Record<'email' | 'name' | 'role', string>,
): Promise<void> {
  await page.goto('/staff/invite');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Role').selectOption({ label: role });
}

/** Opens an invitation's link in a browser of its own. */
async function openLink(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ storageState: NOBODY });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

const backInTime = (staff: TestStaff) =>
  sql("update staff_session set confirmed_at = now() - interval '61 minutes' where staff_member_id = $1", [
    staff.id,
  ]);

const uniqueEmail = (name: string) => `${name}.${Date.now().toString(36)}@firstline.example`;

test.describe('from the invitation to the end of the last session', () => {
  test.describe.configure({ mode: 'serial' });

  const email = uniqueEmail('nora');
  let ada: Page;
  let nora: Page;
  let near = '';
  let far = '';
  let link = '';
  let noraId = '';

  test.beforeAll(async ({ browser }) => {
    ada = await signInAs(browser, await addStaff('admin', 'Ada Invites'));
    near = await addCustomer(ada, uniqueName('Elm Street Bakery'));
    far = await addCustomer(ada, uniqueName('Fir Tree Law'));
  });
  test.afterAll(async () => {
    await ada.context().close();
    await nora.context().close();
  });

  test('an admin invites somebody, for one customer', async () => {
    await ada.goto('/staff');
    await ada.getByRole('link', { name: 'Invite staff member' }).click();
    await ada.waitForURL(/\/staff\/invite$/);
    await ada.getByRole('button', { name: 'Create invitation' }).click();
    await expect(ada.getByLabel('E-mail')).toHaveAccessibleDescription(/not an e-mail address/);
    await expect(ada.getByLabel('Role')).toHaveAccessibleDescription('Choose the role.');
    await ada.getByLabel('E-mail').fill(email);
    await ada.getByLabel('Name', { exact: true }).fill('Nora Newcomer');
    await ada.getByLabel('Role').selectOption({ label: 'Agent' });
    await ada.getByLabel(/Elm Street Bakery/).check();
    await ada.getByRole('button', { name: 'Create invitation' }).click();
    await expect(ada.getByText('Nora Newcomer is invited')).toBeVisible();
    await expect(ada.getByLabel('Invitation link')).toBeFocused();
    link = await linkOn(ada);
    await ada.reload();
    await expect(ada.getByLabel('Invitation link')).toHaveCount(0);

    await ada.goto('/staff');
    await expect(ada.getByRole('row', { name: /Nora Newcomer/ })).toContainText('Ada Invites');
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(printed()).not.toContain(token);
    for (const { where, text } of await dumpDatabase()) expect(text, where).not.toContain(token);
    const answers = allSeen().filter(({ bytes }) => bytes.includes(token));
    expect(answers.map(({ what }) => what)).toEqual([expect.stringMatching(/^POST \/staff\/invite 200/)]);
  });

  test('who has the link chooses a password and is in, and sees that customer alone', async ({
    browser,
    allowConsole,
  }) => {
    allowConsole(/404/);
    nora = await openLink(browser, link);
    await expect(nora.getByLabel('E-mail')).toHaveValue(email);
    await nora.getByLabel('Password').first().fill('posthouse2026');
    await nora.getByRole('button', { name: 'Join' }).click();
    await expect(nora.getByLabel('Password').first()).toHaveAccessibleDescription(/product's name/);
    await expect(nora.getByLabel('Password').first()).toHaveValue('posthouse2026');
    await nora.getByLabel('Password').first().fill(STAFF_PASSWORDS.right);
    await nora.getByRole('button', { name: 'Join' }).click();
    await nora.waitForURL((url) => url.pathname === '/');
    await nora.goto('/customers');
    await expect(nora.getByRole('link', { name: /Elm Street Bakery/ })).toBeVisible();
    await expect(nora.getByRole('link', { name: /Fir Tree Law/ })).toHaveCount(0);
    expect((await nora.goto(`/customers/${far}`))?.status()).toBe(404);
    expect((await nora.goto(`/customers/${near}`))?.status()).toBe(200);
    const [row] = await sql<{ id: string }>('select id from staff_member where email = $1', [email]);
    noraId = row?.id ?? '';
  });

  test('a second time the link opens nothing, as one that was made up', async ({ browser, allowConsole }) => {
    allowConsole(/404/);
    for (const address of [link, '/invitation?token=made-up', '/invitation', `${link}&token=twice`]) {
      const page = await openLink(browser, address);
      await expect(page.getByRole('heading', { name: 'This invitation is not open' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Join' })).toHaveCount(0);
      await page.context().close();
    }
  });

  test('an agent sees names and roles of the others and nothing else', async ({ allowConsole }) => {
    allowConsole(/404/);
    await nora.goto('/staff');
    await expect(nora.getByRole('row', { name: /Ada Invites/ })).toContainText('Admin');
    expect(await nora.locator('main').innerText()).not.toContain('@firstline.example');
    for (const place of ['/staff/invite', `/staff/${noraId}`]) {
      expect((await nora.goto(place))?.status(), place).toBe(404);
    }
  });

  test("an agent who sends an admin's request is refused, and nothing is stored", async () => {
    const cookie = await sessionCookie(nora);
    const asked = uniqueEmail('asked.for');
    await invite(ada, { email: asked, name: 'Asked For', role: 'Viewer' });
    const create = await requestOf(ada, () => ada.getByRole('button', { name: 'Create invitation' }).click());
    await expect(ada.getByLabel('Invitation link')).toBeVisible();
    await ada.goto(`/staff/${noraId}`);
    await ada.getByRole('button', { name: 'Change role' }).click();
    const change = await requestOf(ada, () => ada.getByRole('button', { name: 'Save role' }).click());
    await expect(ada.getByText('The role is changed.')).toBeVisible();

    const before = await storedWorld();
    const invited = await replay(create, { cookie, change: { [asked]: `x${asked}` } });
    const changed = await replay(change, { cookie });
    for (const { text } of [invited, changed]) expect(text).toContain('"code":"not_allowed"');
    expect(await storedWorld()).toEqual(before);
  });

  test('a customer that is assigned or taken away is there or gone with the next click', async ({
    allowConsole,
  }) => {
    allowConsole(/404/);
    await ada.goto(`/staff/${noraId}`);
    await ada.getByLabel(/Fir Tree Law/).check();
    await ada.getByLabel(/Elm Street Bakery/).uncheck();
    await ada.getByRole('button', { name: 'Save assignments' }).click();
    await expect(ada.getByText('The assignments are saved.')).toBeVisible();
    await nora.goto('/customers');
    await expect(nora.getByRole('link', { name: /Fir Tree Law/ })).toBeVisible();
    await expect(nora.getByRole('link', { name: /Elm Street Bakery/ })).toHaveCount(0);
    expect((await nora.goto(`/customers/${near}`))?.status()).toBe(404);
    await ada.goto(`/customers/${near}`);
    await expect(ada.getByText('Ada Invites took the customer away from Nora Newcomer')).toBeVisible();
  });

  test('a role that is changed counts with the next click', async () => {
    await nora.goto('/customers');
    await expect(nora.getByRole('link', { name: 'Add customer' })).toBeVisible();
    await ada.goto(`/staff/${noraId}`);
    await ada.getByRole('button', { name: 'Change role' }).click();
    await ada.getByLabel('Role').selectOption({ label: 'Viewer' });
    await ada.getByRole('button', { name: 'Save role' }).click();
    await expect(ada.getByText('The role is changed.')).toBeVisible();
    await expect(ada.getByRole('button', { name: 'Change role' })).toBeFocused();
    await nora.reload();
    await expect(nora.getByRole('link', { name: /Fir Tree Law/ })).toBeVisible();
    await expect(nora.getByRole('link', { name: 'Add customer' })).toHaveCount(0);
  });

  test('sessions are listed in words and ended, one or all', async ({ browser }) => {
    const phone = await (
      await browser.newContext({
        storageState: NOBODY,
        userAgent:
          'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      })
    ).newPage();
    await phone.goto('/sign-in');
    await phone.getByLabel('E-mail').fill(email);
    await phone.getByLabel('Password').first().fill(STAFF_PASSWORDS.right);
    await phone.getByRole('button', { name: 'Sign in' }).click();
    await phone.waitForURL((url) => url.pathname === '/');

    await sql("update staff_session set ip_address = '203.0.113.77'");
    await ada.goto(`/staff/${noraId}`);
    const sessions = ada.getByRole('listitem').filter({ hasText: 'Signed in' });
    await expect(sessions).toHaveCount(2);
    await sessions
      .filter({ hasText: 'Safari on iPhone' })
      .getByRole('button', { name: 'End session' })
      .click();
    await expect(sessions).toHaveCount(1);
    await phone.goto('/customers');
    await expect(phone).toHaveURL(/\/sign-in$/);
    await nora.goto('/customers');
    await expect(nora).toHaveURL(/\/customers$/);
    const tokens = await sql<{ token: string }>('select token from staff_session');
    const html = await ada.content();
    for (const { token } of tokens) expect(html).not.toContain(token);
    expect(html).not.toContain('203.0.113.77');

    await ada.getByRole('button', { name: 'End all sessions' }).click();
    await expect(ada.getByText('Not signed in anywhere.')).toBeVisible();
    await nora.goto('/customers');
    await expect(nora).toHaveURL(/\/sign-in$/);
    await phone.context().close();
  });

  test('deactivated, somebody is out at once and cannot come back; reactivated they can', async () => {
    const signIn = async () => {
      await nora.goto('/sign-in');
      await nora.getByLabel('E-mail').fill(email);
      await nora.getByLabel('Password').first().fill(STAFF_PASSWORDS.right);
      await nora.getByRole('button', { name: 'Sign in' }).click();
    };
    await signIn();
    await nora.waitForURL((url) => url.pathname === '/');
    await ada.goto(`/staff/${noraId}`);
    await ada.getByRole('button', { name: 'Deactivate' }).click();
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
    await expect(ada.getByRole('button', { name: 'Reactivate' })).toBeVisible();
    await expect(ada.getByText('Deactivated', { exact: true })).toBeVisible();
    await nora.goto('/customers');
    await expect(nora).toHaveURL(/\/sign-in$/);
    await signIn();
    await expect(nora.getByText('The e-mail or the password is not right')).toBeVisible();

    await invite(ada, { email, name: 'Nora Again', role: 'Admin' });
    await ada.getByRole('button', { name: 'Create invitation' }).click();
    await expect(ada.getByLabel('E-mail')).toHaveAccessibleDescription(/reactivate them/);

    await ada.goto(`/staff/${noraId}`);
    await ada.getByRole('button', { name: 'Reactivate' }).click();
    await expect(ada.getByRole('button', { name: 'Deactivate' })).toBeVisible();
    await signIn();
    await nora.waitForURL((url) => url.pathname === '/');
  });

  test('every act of it stands in the history, in words', async () => {
    await ada.goto('/history');
    for (const sentence of [
      `Ada Invites invited ${email} as an agent`,
      'Nora Newcomer joined as an agent',
      'Ada Invites assigned the customer to Nora Newcomer',
      'Ada Invites took the customer away from Nora Newcomer',
      'Ada Invites made Nora Newcomer a viewer',
      'Ada Invites ended a session of Nora Newcomer',
      'Ada Invites deactivated Nora Newcomer',
      'Ada Invites reactivated Nora Newcomer',
    ]) {
      await expect(ada.getByText(sentence).first(), sentence).toBeVisible();
    }
  });
});

test('an invitation that is withdrawn is gone from the list, and its link opens nothing', async ({
  page,
  browser,
  allowConsole,
}) => {
  allowConsole(/404/);
  const name = uniqueName('Withdrawn');
  await invite(page, { email: uniqueEmail('withdrawn'), name, role: 'Viewer' });
  await page.getByRole('button', { name: 'Create invitation' }).click();
  const link = await linkOn(page);
  const opened = await openLink(browser, link);
  await opened.getByLabel('Password').first().fill(STAFF_PASSWORDS.right);

  await page.goto('/staff');
  await page.getByRole('row', { name }).getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByRole('row', { name })).toHaveCount(0);
  // The form was open when it was withdrawn.
  await opened.getByRole('button', { name: 'Join' }).click();
  await expect(opened.getByText('This invitation is not open')).toBeVisible();
  await opened.reload();
  await expect(opened.getByRole('heading', { name: 'This invitation is not open' })).toBeVisible();
  await opened.context().close();
});

test('among many customers one is found by a part of its name, and keeps its tick when out of sight', async ({
  page,
}) => {
  const names = Array.from({ length: 12 }, (_, at) => uniqueName(`Grove ${at}`));
  for (const name of names) {
    await sql('insert into customer (id, name, updated_at) values (gen_random_uuid(), $1, now())', [name]);
  }
  const staff = await addStaff('viewer', 'Many Customers', []);
  await page.goto(`/staff/${staff.id}`);
  const search = page.getByLabel('Search customers');
  await search.fill('GROVE 7');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('checkbox').check();
  await search.press('Enter');
  await search.fill('no customer is called so');
  await expect(page.getByText('No customer is called so.')).toBeVisible();
  await search.fill('grove 11');
  await page.getByRole('checkbox').check();
  await expect(page.getByText(/^2 of \d+ assigned$/)).toBeVisible();
  await page.getByRole('button', { name: 'Save assignments' }).click();
  await expect(page.getByText('The assignments are saved.')).toBeVisible();
  const rows = await sql<{ name: string }>(
    'select name from customer join assignment on id = customer_id where staff_member_id = $1 order by name',
    [staff.id],
  );
  expect(rows.map(({ name }) => name)).toEqual([names[11], names[7]]);
  await sql("delete from customer where name like 'Grove %'");
});

test('the last active admin can be neither demoted nor deactivated, and is told why', async ({ browser }) => {
  const last = await addStaff('admin', 'Last Admin');
  const others = await sql<{ id: string }>(
    "update staff_member set deactivated_at = now() where role = 'admin' and deactivated_at is null and id <> $1 returning id",
    [last.id],
  );
  try {
    const page = await signInAs(browser, last);
    await page.goto(`/staff/${last.id}`);
    await page.getByRole('button', { name: 'Change role' }).click();
    await page.getByLabel('Role').selectOption({ label: 'Agent' });
    await page.getByRole('button', { name: 'Save role' }).click();
    await expect(page.getByText('This is the last active admin')).toBeVisible();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await expect(dialog.getByText('This is the last active admin')).toBeVisible();
    expect(await sql('select role, deactivated_at from staff_member where id = $1', [last.id])).toEqual([
      { role: 'admin', deactivated_at: null },
    ]);
    await page.context().close();
  } finally {
    await sql('update staff_member set deactivated_at = null where id = any ($1)', [
      others.map(({ id }) => id),
    ]);
  }
});

test('who gives up being an admin is led away from what they may not see any more', async ({ browser }) => {
  const staff = await addStaff('admin', 'Steps Down');
  const page = await signInAs(browser, staff);
  await page.goto(`/staff/${staff.id}`);
  await page.getByRole('button', { name: 'Change role' }).click();
  await page.getByLabel('Role').selectOption({ label: 'Viewer' });
  await page.getByRole('button', { name: 'Save role' }).click();
  await page.waitForURL(/\/staff$/);
  await expect(page.getByRole('link', { name: 'Invite staff member' })).toHaveCount(0);
  await page.context().close();
});

test.describe('what changes secrets or rights asks who one is, when that was proved long ago', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let staff: TestStaff;
  let customerId: string;
  let mailboxId: string;

  test.beforeAll(async ({ browser }) => {
    staff = await addStaff('admin', 'Long Signed In');
    page = await signInAs(browser, staff);
    customerId = await addCustomer(page, uniqueName('Hazel Clinic'));
    mailboxId = await addMailbox(page, customerId, 'conditional-access');
  });
  test.afterAll(async () => page.context().close());

  test('within an hour of the sign-in nothing is asked', async () => {
    await page.goto(`/mailboxes/${mailboxId}`);
    await page.getByRole('button', { name: 'Replace secret' }).click();
    await page.getByLabel('Client secret value').fill(TYPED_SECRETS.wrong);
    await page.getByRole('button', { name: 'Save secret' }).click();
    await expect(page.getByText('The secret is saved.')).toBeVisible();
  });

  test('later it is, in place: the secret that was typed stays and is saved when the password is right', async () => {
    await backInTime(staff);
    await page.goto(`/mailboxes/${mailboxId}`);
    await page.getByRole('button', { name: 'Replace secret' }).click();
    await page.getByLabel('Client secret value').fill(TYPED_SECRETS.confirmedLater);
    await page.getByLabel('Secret expires on').fill('2031-02-28');
    await page.getByRole('button', { name: 'Save secret' }).click();
    await expect(page.getByText('Confirm that it is you')).toBeVisible();
    await expect(page.getByLabel('Your password')).toBeFocused();
    await expect(page.getByLabel('Client secret value')).toHaveValue(TYPED_SECRETS.confirmedLater);
    await expect(page.getByRole('button', { name: 'Save secret' })).toBeEnabled();
    const before = await sql('select sealed from credential');

    // Enter, as in any field for a password.
    await page.getByLabel('Your password').fill(STAFF_PASSWORDS.wrong);
    await page.getByLabel('Your password').press('Enter');
    await expect(page.getByLabel('Your password')).toHaveAccessibleDescription(/^This is not your password/);
    await expect(page.getByLabel('Client secret value')).toHaveValue(TYPED_SECRETS.confirmedLater);
    expect(await sql('select sealed from credential')).toEqual(before);

    await page.getByLabel('Your password').fill(staff.password);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText('The secret is saved.')).toBeVisible();
    await expect(page.getByText('Cl1…').first()).toBeVisible();
    expect(await page.content()).not.toContain(TYPED_SECRETS.confirmedLater);
    const [credential] = await sql<{ day: string }>(
      `select expires_on::text as day from credential
       join mailbox on mailbox.registration_id = credential.registration_id where mailbox.id = $1`,
      [mailboxId],
    );
    expect(credential).toEqual({ day: '2031-02-28' });
  });

  test('what somebody else saved while it was asked is not overwritten', async () => {
    await page.goto(`/mailboxes/${mailboxId}`);
    await backInTime(staff);
    await page.getByRole('button', { name: 'Replace secret' }).click();
    await page.getByLabel('Client secret value').fill(TYPED_SECRETS.confirmedTooLate);
    await page.getByRole('button', { name: 'Save secret' }).click();
    await expect(page.getByText('Confirm that it is you')).toBeVisible();
    const other = await page.context().newPage();
    await sql('update staff_session set confirmed_at = now() where staff_member_id = $1', [staff.id]);
    await other.goto(`/mailboxes/${mailboxId}`);
    await other.getByRole('button', { name: 'Replace secret' }).click();
    await other.getByLabel('Client secret value').fill(TYPED_SECRETS.wrong);
    await other.getByRole('button', { name: 'Save secret' }).click();
    await expect(other.getByText('The secret is saved.')).toBeVisible();
    await other.close();
    const before = await sql('select sealed from credential');

    await page.getByLabel('Your password').fill(staff.password);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText('Somebody else replaced what it signs in with meanwhile')).toBeVisible();
    await expect(page.getByLabel('Client secret value')).toHaveValue(TYPED_SECRETS.confirmedTooLate);
    expect(await sql('select sealed from credential')).toEqual(before);
  });

  test.describe('so does what moves a mailbox to another app', () => {
    const appOf = (id: string) =>
      sql<{ name: string; app: string }>(
        `select mailbox.name, registration.client_id as app from mailbox
         join registration on registration.id = registration_id where mailbox.id = $1`,
        [id],
      );

    test('another app registration, typed into Edit mailbox: everything stays until the password is right', async () => {
      const { values } = await scenario('wrong-secret');
      await backInTime(staff);
      await page.goto(`/mailboxes/${mailboxId}/edit`);
      await page.getByLabel('App registration').selectOption('new');
      await page.getByLabel('Mailbox name').fill('Moved to another app');
      await page.getByLabel('Microsoft cloud').selectOption('sandbox');
      await page.getByLabel('Directory (tenant) ID').fill(values.tenantId);
      await page.getByLabel('Application (client) ID').fill(values.clientId);
      await page.getByLabel('Client secret value').fill(TYPED_SECRETS.otherApp);
      const before = await storedWorld();
      const sent = await requestOf(page, () => page.getByRole('button', { name: 'Save mailbox' }).click());
      await expect(page.getByText('Confirm that it is you')).toBeVisible();
      await expect(page.getByLabel('Your password')).toBeFocused();
      const again = await replay(sent, { cookie: await sessionCookie(page) });
      expect(again.text).toContain('"code":"confirm_needed"');
      expect(await storedWorld()).toEqual(before);
      await expect(page.getByLabel('Mailbox name')).toHaveValue('Moved to another app');
      await expect(page.getByLabel('Application (client) ID')).toHaveValue(values.clientId);
      await expect(page.getByLabel('Client secret value')).toHaveValue(TYPED_SECRETS.otherApp);

      await page.getByLabel('Your password').fill(staff.password);
      await page.getByLabel('Your password').press('Enter');
      await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
      expect(await appOf(mailboxId)).toEqual([{ name: 'Moved to another app', app: values.clientId }]);
      expect(await page.content()).not.toContain(TYPED_SECRETS.otherApp);
    });

    test('another name or address alone does not; the same request with another app registration does', async () => {
      await backInTime(staff);
      const [before] = await appOf(mailboxId);
      await page.goto(`/mailboxes/${mailboxId}/edit`);
      await page.getByLabel('Mailbox name').fill('Named unasked');
      await page.getByLabel('Mailbox address').fill('named.unasked@harbour-hotel.example');
      const sent = await requestOf(page, () => page.getByRole('button', { name: 'Save mailbox' }).click());
      await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
      expect(await appOf(mailboxId)).toEqual([{ name: 'Named unasked', app: before?.app }]);

      const world = await storedWorld();
      const answer = async (change: Record<string, string>) =>
        (await replay(sent, { cookie: await sessionCookie(page), change })).text;
      expect(await answer({ unchanged: 'later' })).toContain('"code":"confirm_needed"');
      // Its revision is an old one by now, which is told when nothing has to be confirmed.
      expect(await answer({ 'Named unasked': 'Named again' })).toContain('"code":"mailbox_changed"');
      expect(await storedWorld()).toEqual(world);
    });

    test('ids that a test offers to put right, inside the dialog that asks', async () => {
      const exchanged = await addMailbox(page, customerId, 'ids-exchanged');
      const { values } = await scenario('ids-exchanged');
      await page.getByRole('button', { name: 'Test connection' }).click();
      await page.getByRole('button', { name: 'Swap them' }).click();
      await backInTime(staff);
      const before = await storedWorld();
      const dialog = page.getByRole('alertdialog');
      const swap = dialog.getByRole('button', { name: 'Swap them' });
      const sent = await requestOf(page, () => swap.click());
      await expect(dialog.getByLabel('Your password')).toBeFocused();
      const again = await replay(sent, { cookie: await sessionCookie(page) });
      expect(again.text).toContain('"code":"confirm_needed"');
      expect(await storedWorld()).toEqual(before);

      await dialog.getByLabel('Your password').fill(staff.password);
      await dialog.getByLabel('Your password').press('Enter');
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText('This report is about values that were changed since.')).toBeVisible();
      expect(await appOf(exchanged)).toMatchObject([{ app: values.tenantId }]);
    });
  });

  test('an invitation waits for it, with everything that was chosen', async () => {
    await backInTime(staff);
    const email = uniqueEmail('waits');
    await invite(page, { email, name: 'Waits For It', role: 'Viewer' });
    await page.getByRole('button', { name: 'Create invitation' }).click();
    await expect(page.getByText('Confirm that it is you')).toBeVisible();
    expect(await sql('select id from staff_invitation where email = $1', [email])).toEqual([]);
    await page.getByLabel('Your password').fill(staff.password);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByLabel('Invitation link')).toBeVisible();
    expect(await sql('select name, role from staff_invitation where email = $1', [email])).toEqual([
      { name: 'Waits For It', role: 'viewer' },
    ]);
  });

  test('inside a dialog too', async () => {
    const whom = await addStaff('viewer', 'Asked In A Dialog');
    await page.goto(`/staff/${whom.id}`);
    await backInTime(staff);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await expect(dialog.getByLabel('Your password')).toBeFocused();
    await dialog.getByLabel('Your password').fill(staff.password);
    await dialog.getByLabel('Your password').press('Enter');
    await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible();
  });

  test('what only looks, tests or ends a session is not asked for', async () => {
    const whom = await addStaff('viewer', 'Ended Unasked');
    const theirs = await signInAs(page.context().browser() as Browser, whom);
    await backInTime(staff);
    await page.goto(`/staff/${whom.id}`);
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await expect(page.getByText('Not signed in anywhere.')).toBeVisible();
    await page.goto(`/mailboxes/${mailboxId}`);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('Not reached', { exact: true }).first()).toBeVisible();
    await theirs.context().close();
  });
});

test.describe('the own profile', () => {
  test('changes the name, which the others then see', async ({ browser }) => {
    const page = await signInAs(browser, await addStaff('viewer', 'Old Name'));
    await page.getByRole('link', { name: 'Profile' }).click();
    const name = uniqueName('New Name');
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save name' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription('Enter a name.');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Save name' }).click();
    await expect(page.getByText('Your name is changed.')).toBeVisible();
    await page.goto('/staff');
    await expect(page.getByRole('row', { name })).toContainText('you');
    await page.context().close();
  });

  test('lists the own sessions with this one marked, and ends the others', async ({ browser }) => {
    const staff = await addStaff('agent', 'Three Places');
    const [here, there, elsewhere] = [
      await signInAs(browser, staff),
      await signInAs(browser, staff),
      await signInAs(browser, staff),
    ];
    await here.goto('/profile');
    const sessions = here.getByRole('listitem').filter({ hasText: 'Signed in' });
    await expect(sessions).toHaveCount(3);
    await expect(sessions.filter({ hasText: 'This one' })).toHaveCount(1);
    await expect(sessions.filter({ hasText: 'This one' }).getByRole('button')).toHaveCount(0);
    await here.getByRole('button', { name: 'End all other sessions' }).click();
    await expect(sessions).toHaveCount(1);
    for (const page of [there, elsewhere]) {
      await page.goto('/customers');
      await expect(page).toHaveURL(/\/sign-in$/);
      await page.context().close();
    }
    await here.reload();
    await expect(here).toHaveURL(/\/profile$/);
    await here.context().close();
  });

  test('changes the password: every other session ends, and only the new one opens a new one', async ({
    browser,
  }) => {
    const staff = await addStaff('agent', 'New Password');
    const [here, there] = [await signInAs(browser, staff), await signInAs(browser, staff)];
    await here.goto('/profile');
    const current = here.getByLabel('Current password');
    const next = here.getByLabel('New password');
    const save = async (old: string, fresh: string) => {
      await current.fill(old);
      await next.fill(fresh);
      await here.getByRole('button', { name: 'Change password' }).click();
    };
    await save(STAFF_PASSWORDS.wrong, STAFF_PASSWORDS.next);
    await expect(current).toHaveAccessibleDescription(/^This is not your password/);
    await expect(next).toHaveValue(STAFF_PASSWORDS.next);
    await save(staff.password, 'too short');
    await expect(next).toHaveAccessibleDescription(/^Use at least 12 characters/);
    await save(staff.password, 'qwertyuiop2026');
    await expect(next).toHaveAccessibleDescription(/first that are tried/);
    await save(staff.password, staff.password);
    await expect(next).toHaveAccessibleDescription(/present password/);
    await there.goto('/customers');
    await expect(there).toHaveURL(/\/customers$/);

    await save(staff.password, STAFF_PASSWORDS.next);
    await expect(here.getByText('Your password is changed.')).toBeVisible();
    await expect(current).toHaveValue('');
    await expect(next).toHaveValue('');
    await there.goto('/customers');
    await expect(there).toHaveURL(/\/sign-in$/);
    await here.goto('/customers');
    await expect(here).toHaveURL(/\/customers$/);
    const again = await signInAs(browser, { ...staff, password: STAFF_PASSWORDS.next });
    for (const page of [here, there, again]) await page.context().close();
  });
});
