import { expect, type Page } from './browser-test';
import { scenario } from './console';
import { FIRST_ADMIN } from './first-admin';
import { sql } from './run-database';
import { setUpSecondFactor } from './second-factor';
import { addStaff, signInAs, type TestStaff } from './staff';
import { TYPED_SECRETS } from './typed-secrets';

/** One thing to look at: a page, in a state that somebody brought it into. */
export interface Sight {
  readonly name: string;
  readonly address: string;
  /** What is done on the page before it is looked at; in English, or by what no language changes. */
  readonly act?: (page: Page) => Promise<void>;
  /** Looked at by somebody who is not signed in. */
  readonly signedOut?: boolean;
}

/** The statuses of a mailbox, as they stand in the address of the list. */
const STATUSES = [
  'expired',
  'expires_soon',
  'needs_attention',
  'not_verified',
  'waiting_for_customer',
  'paused',
  'working',
] as const;

/**
 * Loads the examples by their button, as an admin does on the first day. Where a customer is there already the button
 * is not, and nothing happens. The page has to be in English.
 */
export async function haveExamples(page: Page): Promise<void> {
  await page.goto('/');
  const load = page.getByRole('button', { name: 'Load examples' });
  if (!(await load.isVisible())) return;
  await load.click();
  await expect(page.getByRole('heading', { name: 'Mailboxes by status' })).toBeAttached({ timeout: 40_000 });
}

/** Every page of the console, each in the states that look different, with the rows that are there. */
export async function everySight(page: Page): Promise<Sight[]> {
  const mailboxes: Sight[] = [];
  for (const status of STATUSES) {
    mailboxes.push({
      name: `mailbox-${status}`,
      address: await firstOf(page, `/mailboxes?status=${status}`),
    });
  }
  const broken = await firstOf(page, '/mailboxes?status=needs_attention');
  const customer = await firstOf(page, '/customers');
  const withCode = await staffWithSecondFactor(page);
  const invitation = await inviteSomebody(page);
  const agent = await addStaff('agent', 'Looked At');
  const former = await addStaff('viewer', 'Looked At Formerly');
  await sql('update staff_member set deactivated_at = now() where id = $1', [former.id]);
  return [
    { name: 'sign-in', address: '/sign-in', signedOut: true },
    { name: 'sign-in-refused', address: '/sign-in', signedOut: true, act: signInWrongly },
    { name: 'sign-in-code', address: '/sign-in', signedOut: true, act: (at) => givePassword(at, withCode) },
    { name: 'welcome-closed', address: '/welcome', signedOut: true },
    { name: 'invitation', address: invitation, signedOut: true },
    { name: 'invitation-errors', address: invitation, signedOut: true, act: saveNothing },
    { name: 'invitation-closed', address: '/invitation?token=made-up', signedOut: true },
    { name: 'overview', address: '/' },
    { name: 'mailboxes', address: '/mailboxes' },
    { name: 'mailboxes-filtered', address: '/mailboxes?q=harbour&expiry=30&sort=expiry' },
    { name: 'mailboxes-none', address: '/mailboxes?q=nothing-is-called-so' },
    { name: 'add-mailbox', address: '/mailboxes/new' },
    { name: 'add-mailbox-errors', address: '/mailboxes/new', act: saveNothing },
    { name: 'add-mailbox-failed', address: '/mailboxes/new', act: testWrongSecret },
    { name: 'add-mailbox-exchanged', address: '/mailboxes/new', act: exchangeIds },
    { name: 'add-mailbox-pasted', address: '/mailboxes/new', act: pasteMail },
    { name: 'add-mailbox-pasted-nothing', address: '/mailboxes/new', act: pasteNothing },
    ...mailboxes,
    { name: 'replace-secret', address: broken, act: openReplaceSecret },
    { name: 'confirm', address: broken, act: beAskedToConfirm },
    { name: 'send-more', address: broken, act: openMore },
    { name: 'delete-mailbox', address: broken, act: openDelete },
    { name: 'edit-mailbox', address: `${broken}/edit` },
    { name: 'customers', address: '/customers' },
    { name: 'customers-none', address: '/customers?q=nothing-is-called-so' },
    { name: 'add-customer', address: '/customers/new' },
    { name: 'customer', address: customer },
    { name: 'edit-customer', address: `${customer}/edit` },
    { name: 'messages', address: '/messages' },
    { name: 'errors', address: '/errors' },
    { name: 'errors-outcome', address: '/errors?outcome=access_denied' },
    { name: 'errors-found', address: '/errors?code=AADSTS7000215&code=ErrorAccessDenied&code=AADSTS900971' },
    { name: 'errors-nothing', address: '/errors?code=nothing' },
    { name: 'staff', address: '/staff' },
    { name: 'invite', address: '/staff/invite', act: chooseAgent },
    { name: 'invite-errors', address: '/staff/invite', act: saveNothing },
    { name: 'invited', address: '/staff/invite', act: invite },
    { name: 'staff-member', address: `/staff/${agent.id}` },
    { name: 'change-role', address: `/staff/${agent.id}`, act: openChangeRole },
    { name: 'reset-factors', address: `/staff/${withCode.id}`, act: openReset },
    { name: 'deactivate', address: `/staff/${agent.id}`, act: openDeactivate },
    { name: 'staff-member-deactivated', address: `/staff/${former.id}` },
    { name: 'profile', address: '/profile' },
    { name: 'profile-errors', address: '/profile', act: changePasswordToNothing },
    { name: 'history', address: '/history' },
    { name: 'settings', address: '/settings' },
    { name: 'profile-set-up', address: '/profile', act: showKey },
    { name: 'not-found', address: '/nothing-stands-here' },
  ];
}

/** The address that the first row of a list leads to. */
async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list);
  const address = await page.locator('tbody a').first().getAttribute('href');
  return address ?? '';
}

async function signInWrongly(page: Page): Promise<void> {
  await page.locator('input[name="email"]').fill('nobody-looks@firstline.example');
  await page.locator('input[name="password"]').fill('not the pass phrase');
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('main [role="alert"]')).toBeVisible();
}

/** Somebody who is asked for a code after the password. */
async function staffWithSecondFactor(page: Page): Promise<TestStaff> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const staff = await addStaff('agent', 'Has Second Factor');
  const own = await signInAs(browser, staff);
  await setUpSecondFactor(own, staff.password);
  await own.context().close();
  return staff;
}

async function givePassword(page: Page, { email, password }: TestStaff): Promise<void> {
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('input[name="code"]')).toBeFocused();
}

async function showKey(page: Page): Promise<void> {
  await page.locator('#second-factor button').first().click();
  await page.locator('#second-factor input[name="currentPassword"]').fill(FIRST_ADMIN.password);
  await page.locator('#second-factor button[type="submit"]').click();
  await expect(page.locator('#second-factor svg[role="img"]')).toBeVisible();
}

async function saveNothing(page: Page): Promise<void> {
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused();
}

async function testWrongSecret(page: Page): Promise<void> {
  await page.locator('select[name="customerId"]').selectOption({ index: 1 });
  const { name } = await scenario('wrong-secret');
  await page.locator('select:not([name])').first().selectOption({ label: name });
  await page.locator('[aria-keyshortcuts="t"]').click();
  await expect(page.locator('form details[open] dl').first()).toBeVisible({ timeout: 20_000 });
}

/** The IDs in each other's fields, which the test notices. */
async function exchangeIds(page: Page): Promise<void> {
  await page.locator('select[name="customerId"]').selectOption({ index: 1 });
  const { name, values } = await scenario('working-mailbox');
  await page.locator('select:not([name])').first().selectOption({ label: name });
  await page.locator('input[name="tenantId"]').fill(values.clientId);
  await page.locator('input[name="clientId"]').fill(values.tenantId);
  await page.locator('[aria-keyshortcuts="t"]').click();
  await expect(page.getByRole('button', { name: /^(Swap them|對調)$/ })).toBeVisible({ timeout: 20_000 });
}

/** A customer's mail in the box `Paste anything`: some of it fits, one line is the wrong value, one is a question. */
async function pasteMail(page: Page): Promise<void> {
  await paste(
    page,
    [
      'Directory (tenant) ID: 3c1f0d5a-8a27-4c5e-9f43-51b7ad0e6c11',
      'Application (client) ID: 9b2e7f64-0d38-4e1b-a8c5-77f2d9b1c033',
      `Value: ${TYPED_SECRETS.wrong}`,
      'Secret ID: 5a7d2c90-4f16-4b8e-b3d1-62e8c0a9f144',
      'Expires: 03/04/2031',
    ].join('\n'),
  );
}

async function pasteNothing(page: Page): Promise<void> {
  await paste(page, 'Hello,\nwe will send the values tomorrow.');
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^(Paste anything|貼上任何內容)$/ }).click();
  await page.locator('textarea:not([name])').fill(text);
  await page.getByRole('button', { name: /^(Sort into the fields|分配到各欄位)$/ }).click();
  await expect(page.locator('textarea:not([name])')).toHaveValue('');
}

async function openMore(page: Page): Promise<void> {
  await page.locator('details:has(input[name="from"]) > summary').click();
  await expect(page.locator('input[name="from"]')).toBeVisible();
}

/** `Replace secret` in every language, with what a Secret ID pasted into it calls forth. */
async function openReplaceSecret(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Replace secret|更換用戶端密碼)$/ }).click();
  await page.locator('input[name="clientSecret"]').fill('0f8fad5b-d9cb-469f-a165-70867728950e');
}

async function openDelete(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Delete mailbox|刪除信箱)/ }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
}

/** Invites somebody, in every language. @returns the address that the link leads to */
async function inviteSomebody(page: Page): Promise<string> {
  await page.goto('/staff/invite');
  await invite(page);
  const { pathname, search } = new URL(await page.locator('input[name="link"]').inputValue());
  return pathname + search;
}

async function invite(page: Page): Promise<void> {
  await page.locator('input[name="email"]').fill(`looked.at.${Date.now()}@firstline.example`);
  await page.locator('input[name="name"]').fill('Looked At Too');
  await page.locator('select[name="role"]').selectOption('admin');
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('input[name="link"]')).toBeFocused();
}

async function chooseAgent(page: Page): Promise<void> {
  await page.locator('select[name="role"]').selectOption('agent');
  await expect(page.getByRole('checkbox').first()).toBeVisible();
}

async function openChangeRole(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Change role|變更角色)$/ }).click();
  await expect(page.locator('select[name="role"]')).toBeVisible();
}

async function openReset(page: Page): Promise<void> {
  await page.locator('#factors button').click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
}

async function openDeactivate(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Deactivate|停用)$/ }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
}

async function changePasswordToNothing(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Change password|變更密碼)$/ }).click();
  await expect(page.locator('input[name="currentPassword"]')).toBeFocused();
}

/** The block in a form whose deed needs a proof that is not old; for everybody else the proofs are new again at once. */
async function beAskedToConfirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Replace secret|更換用戶端密碼)$/ }).click();
  await page.locator('input[name="clientSecret"]').fill(TYPED_SECRETS.wrong);
  await sql("update staff_session set confirmed_at = now() - interval '2 hours'");
  await page.getByRole('button', { name: /^(Save secret|儲存用戶端密碼)$/ }).click();
  await expect(page.locator('input[name="currentPassword"]')).toBeFocused();
  await sql('update staff_session set confirmed_at = now()');
}
