import { requestOf } from '../support/actions';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { acceptedFor, chooseScenario, clearFaults, faultAt, scenario, uniqueName } from '../support/console';
import { REFUSALS, ROADS, SENDS } from '../support/outcomes';
import { sql, storedWorld } from '../support/run-database';
import { TYPED_SECRETS } from '../support/typed-secrets';

/** Microsoft fails underneath, or says no. Whatever it is, the words for it come by themselves. */
// The longest that Posthouse waits is 14 seconds (tests/outbox/send-slow.test.ts, tests/mailbox/ladder-slow.test.ts); a busy
// machine adds to it.
const WITHIN = { timeout: 40_000 };
/** Microsoft never answers here: the app gives up after 10 seconds, and these wait for it side by side. */
const SLOW = ['sign-in-slow', 'sign-in-slow-body', 'graph-slow', 'accepted-slow'];

let page: Page;
let customerId: string;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  customerId = await addCustomer(page, uniqueName('Elm Street Cinema'));
});
test.afterAll(async () => page.context().close());

const rung = (on: Page, name: string) =>
  on
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name}(?:Passed|Failed|Not reached|Not proven)`) });

/** Chooses the scenario in the form and tests it before saving. */
async function testScenario(on: Page, id: string): Promise<void> {
  await chooseScenario(on, id);
  await on.getByRole('button', { name: 'Test connection' }).click();
}

const ORDER = ['Values', 'Directory', 'Sign-in', 'Permission', 'Mailbox'];

async function expectFailedAt(on: Page, check: string, title: string): Promise<void> {
  const failed = rung(on, check);
  await expect(failed).toContainText(`${check}Failed${title}`, WITHIN);
  for (const before of ORDER.slice(0, ORDER.indexOf(check))) {
    await expect(rung(on, before)).toContainText(/^\S+(?:Passed|Not proven)/);
  }
  for (const after of ORDER.slice(ORDER.indexOf(check) + 1)) {
    await expect(rung(on, after)).toContainText(/^\S+Not reached/);
  }
  await expect(failed.getByText('Why', { exact: true })).toBeVisible();
  await expect(failed.getByText('What to do', { exact: true })).toBeVisible();
  await expect(failed.getByText('Who acts', { exact: true })).toBeVisible();
}

test('every way in which Microsoft says no has its check, its own words and its raw code folded', async () => {
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  for (const [id, check, title, raw, who, forward] of REFUSALS) {
    await test.step(id, async () => {
      await testScenario(page, id);
      await expectFailedAt(page, check, title);
      const failed = rung(page, check);
      await expect(failed.getByText(who, { exact: true })).toBeVisible();
      await expect(failed.getByText('Text to forward to the administrator')).toHaveCount(forward ? 1 : 0);
      await expect(failed.getByRole('button', { name: 'Copy text' })).toHaveCount(forward ? 1 : 0);
      if (!raw) return;
      await expect(failed.getByText(raw, { exact: true })).toBeAttached();
      await expect(failed.getByText(raw, { exact: true })).toBeHidden();
      await failed.getByText('Raw answer from Microsoft').click();
      await expect(failed.getByText(raw, { exact: true })).toBeVisible();
    });
  }
});

test('a test that meets a fault on the road says which, and where', async () => {
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  for (const [id, check, title] of ROADS) {
    await test.step(id, async () => {
      await testScenario(page, id);
      await expectFailedAt(page, check, title);
    });
  }
});

test('a test that Microsoft never answers ends by itself, a send too', async ({ browser }) => {
  const slow = await Promise.all(SLOW.map(() => browser.newPage()));
  const [token, body, graph, accepted] = slow as [Page, Page, Page, Page];
  await addMailbox(accepted, customerId, 'accepted-slow');
  await Promise.all([token, body, graph].map((each) => each.goto(`/mailboxes/new?customer=${customerId}`)));
  const to = 'slow@firstline.example';
  await accepted.getByLabel('Send test to').fill(to);

  const title = 'Microsoft did not answer in time.';
  await Promise.all([
    testScenario(token, 'sign-in-slow').then(() => expectFailedAt(token, 'Sign-in', title)),
    testScenario(body, 'sign-in-slow-body').then(() =>
      expectFailedAt(body, 'Sign-in', 'Microsoft began to answer and did not end in time.'),
    ),
    testScenario(graph, 'graph-slow').then(() => expectFailedAt(graph, 'Mailbox', title)),
    accepted
      .getByRole('button', { name: 'Send test' })
      .click()
      .then(() => expectOutcomeUnknown(accepted, to)),
  ]);
  expect(await acceptedFor(to)).toBe(1);
  await Promise.all(slow.map((each) => each.context().close()));
});

const messages = (on: Page) =>
  on.getByRole('listitem').filter({ hasText: /^(?:Accepted by Microsoft|Failed|Outcome unknown)/ });

async function expectOutcomeUnknown(on: Page, to: string): Promise<void> {
  const told = on.getByRole('status').filter({ hasText: 'Outcome unknown' });
  await expect(told).toContainText(/^Outcome unknown since .*: Microsoft may have taken the mail\./, WITHIN);
  await expect(on.getByText(/Do not send it again before you have looked/).first()).toBeVisible();
  const sent = messages(on).filter({ hasText: to });
  await expect(sent).toHaveCount(1);
  await expect(sent).toContainText(/^Outcome unknown/);
  await expect(on.getByRole('status').filter({ hasText: 'Failed' })).toHaveCount(0);
}

test.describe('of a mailbox that works', () => {
  test.describe.configure({ mode: 'serial' });
  test.afterAll(clearFaults);

  let values: Awaited<ReturnType<typeof scenario>>['values'];
  const unknown: [to: string, taken: number][] = [];
  const working = () => page.getByText('Working', { exact: true }).first();

  test('a send whose end is not known is "Outcome unknown" and never sent again', async () => {
    ({ values } = await scenario('excess-permission'));
    await addMailbox(page, customerId, 'excess-permission');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(working()).toBeVisible();
    for (const [what, fault, state, taken] of SENDS) {
      await test.step(what, async () => {
        const to = `${what.replaceAll(' ', '.')}@firstline.example`.toLowerCase();
        await faultAt({ where: 'graph', ...fault, clientId: values.clientId, times: 1 });
        await page.getByLabel('Send test to').fill(to);
        await page.getByRole('button', { name: 'Send test' }).click();
        if (state === 'unknown') await expectOutcomeUnknown(page, to);
        else {
          await expect(page.getByRole('status').filter({ hasText: /^Failed at/ })).toBeVisible(WITHIN);
          await expect(messages(page).filter({ hasText: to })).toContainText(/^Failed/);
        }
        expect(await acceptedFor(to)).toBe(taken);
        unknown.push([to, taken]);
      });
    }
  });

  test('none of these makes it "Needs attention"', async () => {
    await page.reload();
    await expect(working()).toBeVisible();
    await expect(page.getByText('Needs attention', { exact: true })).toHaveCount(0);
    for (const [where, kind] of [
      ['openid', 'reset'],
      ['token', 'html'],
      ['token', 'empty'],
      ['graph', 'status'],
    ] as const) {
      // Of the directory no client is known.
      const whom: Record<string, string> =
        where === 'openid' ? { tenantId: values.tenantId } : { clientId: values.clientId };
      await faultAt({ where, when: 'before', kind, ...whom, times: 1 });
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect(page.getByRole('listitem').filter({ hasText: /^\S+Failed/ })).toHaveCount(1, WITHIN);
      await page.reload();
      await expect(working()).toBeVisible();
    }
  });

  test('and five seconds and a reload later each mail was still taken as often as before', async () => {
    await page.waitForTimeout(5000);
    await page.reload();
    await expect(messages(page).filter({ hasText: /^Outcome unknown/ })).toHaveCount(7);
    for (const [to, taken] of unknown) expect(await acceptedFor(to), to).toBe(taken);
    expect(await sql("select recipient from message where state = 'sending'")).toEqual([]);
  });
});

test('a send that does not get past the sign-in has failed, and nothing was asked of Graph', async () => {
  for (const [id, words] of [
    ['sign-in-unreachable', 'The connection to Microsoft broke off.'],
    ['sign-in-html', "A web page came back instead of Microsoft's answer."],
    ['sign-in-empty', "Microsoft's answer was empty."],
    ['sign-in-throttled', 'Microsoft asks to slow down with sign-ins.'],
    ['sign-in-503', "Microsoft's service is not available at the moment."],
  ] as const) {
    await addMailbox(page, customerId, id, `${id}@elm-cinema.example`);
    const to = `${id}@firstline.example`;
    await page.getByLabel('Send test to').fill(to);
    await page.getByRole('button', { name: 'Send test' }).click();
    const told = page.getByRole('status').filter({ hasText: /^Failed at/ });
    await expect(told).toContainText(words, WITHIN);
    expect(await acceptedFor(to)).toBe(0);
    await expect(page.getByText('Needs attention', { exact: true })).toHaveCount(0);
  }
});

test('the connection between browser and app breaks while something is saved', async ({ allowConsole }) => {
  allowConsole(/ERR_/);
  const lost = page.getByRole('alert').filter({ hasText: 'The connection broke on the way' });
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  const typed = {
    'Mailbox address': 'lost@elm-cinema.example',
    'Directory (tenant) ID': '1b2c3d4e-0000-4000-8000-1234567890ab',
    'Application (client) ID': '2c3d4e5f-0000-4000-8000-1234567890ab',
    'Client secret value': TYPED_SECRETS.lost,
  };
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label).fill(value);
  const before = await storedWorld();
  await page.route('**', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  for (const button of ['Save mailbox', 'Test connection']) {
    await requestOf(page, () => page.getByRole('button', { name: button }).click());
    await expect(lost).toBeVisible();
    await expect(page.getByRole('button', { name: button })).toBeEnabled();
  }
  for (const [label, value] of Object.entries(typed)) await expect(page.getByLabel(label)).toHaveValue(value);
  expect(await storedWorld()).toEqual(before);

  // With the connection back the same form is saved: nothing was lost.
  await page.unroute('**');
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  expect(await page.content()).not.toContain(TYPED_SECRETS.lost);
});
