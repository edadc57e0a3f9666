import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '../support/browser-test';
import { dumpDatabase, sql } from '../support/run-database';
import { beginSecondFactor, setUpSecondFactor } from '../support/second-factor';
import { searchSeen } from '../support/seen';
import { signOut } from '../support/sign-out';
import { addStaff, NOBODY, signInAs, type TestStaff } from '../support/staff';
import { appCode } from '../support/totp';

test.use({ storageState: NOBODY });

test.afterEach(async () => {
  await sql('delete from attempt_count');
});

/** The password's step, as far as the question for a code. */
async function givePassword(page: Page, { email, password }: TestStaff): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Code')).toBeFocused();
}

async function giveCode(page: Page, label: 'Code' | 'Recovery code', code: string): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const overview = (page: Page) => page.getByRole('heading', { level: 1, name: 'Overview' });
const sessions = (id: string) => sql('select id from staff_session where staff_member_id = $1', [id]);

test('the second factor is set up by keyboard alone, and its recovery codes are kept as a file', async ({
  browser,
}) => {
  const staff = await addStaff('agent', 'Sets Up');
  const page = await signInAs(browser, staff);
  const key = await beginSecondFactor(page, staff.password);
  await expect(page.getByRole('img', { name: 'Picture of the key, for the app to scan' })).toBeVisible();
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/^This code is not right\./);
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  const code = appCode(key);
  await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press('Enter');

  const list = page.getByRole('list', { name: 'Recovery codes' });
  await expect(list).toBeFocused();
  const codes = await list.getByRole('listitem').allInnerTexts();
  expect(new Set(codes).size).toBe(10);
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const shown = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
    expect(shown).toBeLessThanOrEqual(width);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Download as text' })).toBeFocused();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toBe('posthouse-recovery-codes.txt');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toMatch(/^Recovery codes for localhost:\d+\. Each works once\.\n\n/);
  expect(text.trim().split('\n').slice(2)).toEqual(codes);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('10 recovery codes are left')).toBeVisible();
  await expect(page.locator('#second-factor').getByText('On', { exact: true })).toBeVisible();
  await page.reload();
  const html = await page.content();
  for (const secret of [key, ...codes]) expect(html).not.toContain(secret);
  // Said once: the key by the answer that began it, the codes by the answer that switched it on.
  expect(searchSeen(key)).toHaveLength(1);
  for (const each of codes) expect(searchSeen(each)).toHaveLength(1);
  const stored = JSON.stringify(await dumpDatabase());
  for (const secret of [key, ...codes]) expect(stored).not.toContain(secret);
  await page.context().close();
});

test('the sign-in asks for the code in the same place, takes it once, and there is no session before it', async ({
  browser,
  page,
}) => {
  const staff = await addStaff('agent', 'Has Code');
  const own = await signInAs(browser, staff);
  const { key } = await setUpSecondFactor(own, staff.password);
  await signOut(own);

  await givePassword(page, staff);
  expect(await sessions(staff.id)).toEqual([]);
  await page.goto('/mailboxes');
  await expect(page).toHaveURL(/\/sign-in$/);

  await givePassword(page, staff);
  await giveCode(page, 'Code', '12345');
  await expect(page.getByLabel('Code')).toHaveAccessibleDescription('The code has six digits.');
  await giveCode(page, 'Code', '000000');
  await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/^This code is not right\./);
  await expect(page.getByLabel('Code')).toHaveValue('000000');
  const code = appCode(key);
  await giveCode(page, 'Code', code);
  await expect(overview(page)).toBeVisible();
  expect(await sessions(staff.id)).toHaveLength(1);

  // Whoever looked over the shoulder has half a minute, and gets nothing for it.
  await givePassword(own, staff);
  await giveCode(own, 'Code', code);
  await expect(own.getByLabel('Code')).toHaveAccessibleDescription(/^This code is not right\./);
  await giveCode(own, 'Code', appCode(key, 1));
  await expect(overview(own)).toBeVisible();
  await own.context().close();
});

test('a recovery code opens one sign-in, typed as people type it; then it is refused', async ({
  browser,
  page,
}) => {
  const staff = await addStaff('viewer', 'Lost Phone');
  const own = await signInAs(browser, staff);
  const { recoveryCodes } = await setUpSecondFactor(own, staff.password);
  await own.context().close();
  const [code = '', other = ''] = recoveryCodes;

  await givePassword(page, staff);
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await expect(page.getByLabel('Recovery code')).toBeFocused();
  await giveCode(page, 'Recovery code', ` ${code.toUpperCase().replace('-', ' ')} `);
  await expect(overview(page)).toBeVisible();
  await signOut(page);

  await givePassword(page, staff);
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await giveCode(page, 'Recovery code', code);
  await expect(page.getByLabel('Recovery code')).toHaveAccessibleDescription(/^This code is not right\./);
  await page.getByRole('button', { name: 'Use the app instead' }).click();
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await giveCode(page, 'Recovery code', other);
  await expect(overview(page)).toBeVisible();
  await page.goto('/profile');
  await expect(page.getByText('8 recovery codes are left')).toBeVisible();
});

test('after five wrong codes it begins with the password again', async ({ browser, page }) => {
  const staff = await addStaff('agent', 'Five Codes');
  const own = await signInAs(browser, staff);
  await setUpSecondFactor(own, staff.password);
  await own.context().close();
  await givePassword(page, staff);
  for (const wrong of ['000001', '000002', '000003', '000004', '000005']) {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await giveCode(page, 'Code', wrong);
    await answered;
    await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/^This code is not right\./);
  }
  await giveCode(page, 'Code', '000006');
  await expect(page.getByText('Begin the sign-in again')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByLabel('E-mail')).toBeVisible();
});

test('new recovery codes and switching off ask for the password, keep what was typed, and tell what they did', async ({
  browser,
}) => {
  const staff = await addStaff('agent', 'Switches Off');
  const page = await signInAs(browser, staff);
  const { recoveryCodes } = await setUpSecondFactor(page, staff.password);
  await page.getByRole('button', { name: 'Make new recovery codes' }).click();
  await page.getByLabel('Your password').fill('not the pass phrase');
  await page.getByRole('button', { name: 'Make new recovery codes' }).click();
  await expect(page.getByLabel('Your password')).toHaveAccessibleDescription(/^This is not your password\./);
  await page.getByLabel('Your password').fill(staff.password);
  await page.getByRole('button', { name: 'Make new recovery codes' }).click();
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await expect(list).toBeVisible();
  const renewed = await list.getByRole('listitem').allInnerTexts();
  expect(new Set([...recoveryCodes, ...renewed]).size).toBe(20);
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByLabel('Your password')).toHaveAccessibleDescription(/^This is not your password\./);
  await page.getByLabel('Your password').fill(staff.password);
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
  await page.context().close();

  const again = await signInAs(browser, staff);
  const deeds = await sql('select deed from audit_entry where actor_id = $1 order by id', [staff.id]);
  expect(deeds.map(({ deed }) => deed)).toEqual([
    'staff.sign_in',
    'staff.set_second_factor',
    'staff.renew_recovery_codes',
    'staff.remove_second_factor',
    'staff.sign_in',
  ]);
  await again.context().close();
});

test('an admin resets it for somebody who has lost the phone: signed out everywhere, the password alone is left', async ({
  browser,
}) => {
  const staff = await addStaff('agent', 'Phone In River');
  const admin = await signInAs(browser, await addStaff('admin', 'Helps Out'));
  const own = await signInAs(browser, staff);
  await setUpSecondFactor(own, staff.password);
  await admin.goto(`/staff/${staff.id}`);
  const panel = admin.locator('#factors');
  await expect(panel.getByText('Password, then a code')).toBeVisible();
  await panel.getByRole('button', { name: 'Reset to the password' }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Reset to the password' }).click();
  await expect(panel.getByText('Password', { exact: true })).toBeVisible();
  await expect(panel.getByRole('button')).toHaveCount(0);
  await own.goto('/mailboxes');
  await expect(own).toHaveURL(/\/sign-in$/);
  await own.getByLabel('E-mail').fill(staff.email);
  await own.getByLabel('Password').first().fill(staff.password);
  await own.getByRole('button', { name: 'Sign in' }).click();
  await expect(overview(own)).toBeVisible();
  await admin.goto('/history');
  await expect(admin.getByText('Helps Out reset the second factor of Phone In River')).toBeVisible();
  await admin.context().close();
  await own.context().close();
});
