import { replay, requestOf, type SentAction } from '../support/actions';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { sandboxRequests, uniqueName } from '../support/console';
import { storedWorld } from '../support/run-database';
import { addStaff, sessionCookie, signInAs } from '../support/staff';
import { TYPED_SECRETS } from '../support/typed-secrets';

/** A viewer sees what there is and changes nothing, neither by a button nor by an agent's own request. */
test.describe('a viewer', () => {
  test.describe.configure({ mode: 'serial' });

  let agent: Page;
  let viewer: Page;
  let customerId: string;
  let mailboxId: string;

  test.beforeAll(async ({ browser }) => {
    agent = await browser.newPage();
    customerId = await addCustomer(agent, uniqueName('Alder Rowing Club'));
    mailboxId = await addMailbox(agent, customerId, 'tenant-by-domain');
    viewer = await signInAs(browser, await addStaff('viewer', 'Only Looks'));
  });
  test.afterAll(async () => {
    await agent.context().close();
    await viewer.context().close();
  });

  test('sees every page', async () => {
    for (const place of '/ /mailboxes /customers /messages /staff /history /settings'.split(' ')) {
      await viewer.goto(place);
      await expect(viewer.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(viewer.getByText('There is nothing at this address')).toHaveCount(0);
    }
    await viewer.goto(`/customers/${customerId}`);
    await expect(viewer.getByRole('heading', { level: 1 })).toHaveText(/Alder Rowing Club/);
    await viewer.goto(`/mailboxes/${mailboxId}`);
    await expect(viewer.getByRole('heading', { level: 1 })).toHaveText('front.desk@harbour-hotel.example');
    await expect(viewer.getByText('Not verified', { exact: true }).first()).toBeVisible();
  });

  const CHANGING =
    /^(?:Add|Save|Edit|Delete|Pause|Resume|Replace) |^(?:Delete|Test connection|Send test|Load examples)$/;

  test('finds no button there that changes anything', async () => {
    const places = ['/', '/mailboxes', '/customers', '/messages', '/staff', '/history', '/settings'];
    for (const place of [...places, `/customers/${customerId}`, `/mailboxes/${mailboxId}`]) {
      await viewer.goto(place);
      await expect(viewer.getByRole('heading', { level: 1 })).toBeVisible();
      for (const role of ['button', 'link'] as const) {
        await expect(viewer.getByRole(role, { name: CHANGING }), `${role} on ${place}`).toHaveCount(0);
      }
      await expect(viewer.getByLabel('Send test to')).toHaveCount(0);
    }
    // The same look at an agent's page finds them, so it can fail.
    await agent.goto(`/mailboxes/${mailboxId}`);
    await expect(agent.getByRole('button', { name: CHANGING })).toHaveCount(5);
  });

  test('finds no form behind the address of one', async ({ allowConsole }) => {
    allowConsole(/404/);
    const forms = [
      '/mailboxes/new',
      '/customers/new',
      `/customers/${customerId}/edit`,
      `/mailboxes/${mailboxId}/edit`,
    ];
    for (const place of forms) {
      await viewer.goto(place);
      await expect(viewer.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
      await expect(viewer.getByRole('textbox')).toHaveCount(0);
    }
  });

  test('is refused every action of an agent, and nothing is stored, asked or sent', async ({
    allowConsole,
  }) => {
    allowConsole(/ERR_FAILED/);
    const cookie = await sessionCookie(viewer);
    const actions = await actionsOfAnAgent(agent, customerId, mailboxId);
    const before = await storedWorld();
    const asked = await sandboxRequests();
    for (const [deed, action] of Object.entries(actions)) {
      const answer = await replay(action, { cookie });
      expect(answer.text, deed).toContain('"code":"not_allowed"');
      expect(answer.text, deed).toContain('Your role does not allow this');
      expect(answer.text, deed).not.toContain(TYPED_SECRETS.ofViewer);
    }
    expect(await storedWorld()).toEqual(before);
    expect(await sandboxRequests()).toEqual(asked);
    // The same request by the agent is carried out, so a refusal was needed.
    const mine = await replay(actions['Pause mailbox at /mailboxes/{id}'] as SentAction, {
      cookie: await sessionCookie(agent),
    });
    expect(mine.text).toContain('"status":"done"');
    expect(await storedWorld()).not.toEqual(before);
  });
});

/** The requests behind the buttons of an agent, caught on their way: none of them reaches the app. */
async function actionsOfAnAgent(
  page: Page,
  customerId: string,
  mailboxId: string,
): Promise<Record<string, SentAction>> {
  const caught: Record<string, SentAction> = {};
  await page.route('**', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  const press = async (name: string, place: { getByRole: Page['getByRole'] } = page) => {
    const at = new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/, '{id}');
    caught[`${name} at ${at}`] = await requestOf(page, () =>
      place.getByRole('button', { name, exact: true }).click(),
    );
  };
  await page.goto('/customers/new');
  await page.getByLabel('Customer name').fill('Added By A Viewer');
  await press('Save customer');
  await page.goto(`/customers/${customerId}/edit`);
  await page.getByLabel('Note').fill('Changed by a viewer');
  await press('Save customer');

  await page.goto('/mailboxes/new');
  caught['a customer is chosen'] = await requestOf(page, () =>
    page.getByLabel('Customer', { exact: true }).selectOption(customerId),
  );
  await page.getByLabel('Mailbox address').fill('viewer@contoso-sandbox.example');
  await page.getByLabel('Client secret value').fill(TYPED_SECRETS.ofViewer);
  await press('Test connection');
  await press('Save mailbox');
  await page.goto(`/mailboxes/${mailboxId}/edit`);
  await page.getByLabel('Mailbox name').fill('Changed by a viewer');
  await press('Save mailbox');

  await page.goto(`/mailboxes/${mailboxId}`);
  await press('Test connection');
  await page.getByLabel('Send test to').fill('viewer@firstline.example');
  await press('Send test');
  await press('Pause mailbox');
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await page.getByLabel('Client secret value').fill(TYPED_SECRETS.ofViewer);
  await press('Save secret');
  await page.getByRole('button', { name: 'Delete mailbox' }).click();
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await dialog.getByRole('textbox').fill('front.desk@harbour-hotel.example');
  await press('Delete mailbox', dialog);
  await page.unroute('**');
  expect(Object.keys(caught)).toHaveLength(11);
  return caught;
}

test.describe('an address that somebody made up', () => {
  const NOWHERE = [
    '/mailboxes/abc',
    '/mailboxes/0190b0de-0000-7000-8000-000000000000',
    '/mailboxes/0190b0de-0000-7000-8000-000000000000/edit',
    '/mailboxes/%00',
    "/mailboxes/1'%20or%20'1'='1",
    '/customers/abc',
    '/customers/%00',
    '/customers/0190b0de-0000-7000-8000-000000000000',
    '/customers/0190b0de-0000-7000-8000-000000000000/edit',
    '/customers/..%2f..%2fetc%2fpasswd',
    '/no-such-page',
    '/api/no-such-door',
  ];

  test('leads to a page that says that nothing is there, with the status 404', async ({
    page,
    allowConsole,
  }) => {
    allowConsole(/404/);
    for (const address of NOWHERE) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(404);
      await expect(page.getByText('There is nothing at this address').first(), address).toBeVisible();
    }
  });

  const FALLS_BACK = [
    '/mailboxes?page=-1',
    '/mailboxes?page=1e9',
    '/mailboxes?page=999999',
    '/mailboxes?page=0&page=2',
    '/mailboxes?status=<script>alert(1)</script>',
    '/mailboxes?status=toString&cloud=constructor&expiry=__proto__&sort=hasOwnProperty',
    '/mailboxes?customer=abc',
    '/mailboxes?customer=0190b0de-0000-7000-8000-000000000000',
    '/mailboxes?q=%00%25_%27%22%3Cscript%3E',
    `/mailboxes?q=${'x'.repeat(3000)}`,
    '/mailboxes/new?customer=abc',
    '/customers?page=-1',
    '/customers?page=1e9&q=<script>alert(1)</script>',
    '/customers?q=%F0%9F%93%AE%00',
    '/messages?page=99999999999999999999',
    '/messages?page=-1&customer=abc&mailbox=abc',
    '/history?page=1e9',
    '/history?customer=abc&page=<b>',
    '/sign-in?next=https://elsewhere.example/',
    '/?page[]=1&__proto__[x]=1',
  ];

  test('with parameters that mean nothing shows its page all the same', async ({ page }) => {
    page.on('dialog', () => {
      throw new Error('a script from the address ran');
    });
    for (const address of FALLS_BACK) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible();
      await expect(page.getByText('This page could not be shown')).toHaveCount(0);
      expect(new URL(page.url()).origin, address).toBe(process.env.POSTHOUSE_TEST_URL);
      expect(await page.content(), address).not.toContain('<script>alert(1)');
    }
  });

  test('in an action is like that of a mailbox that was deleted', async ({ page }) => {
    const customerId = await addCustomer(page, uniqueName('Birch Opticians'));
    const mailboxId = await addMailbox(page, customerId, 'excess-permission');
    const action = await requestOf(page, () => page.getByRole('button', { name: 'Pause mailbox' }).click());
    await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
    const before = await storedWorld();
    const cookie = await sessionCookie(page);
    for (const id of ['0190b0de-0000-7000-8000-000000000000', 'x'.repeat(36), customerId]) {
      const answer = await replay(action, { cookie, change: { [mailboxId]: id } });
      expect(answer.text).toContain('"code":"mailbox_not_found"');
    }
    expect(await storedWorld()).toEqual(before);
  });
});
