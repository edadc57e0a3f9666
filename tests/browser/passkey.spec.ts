import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '../support/browser-test';
import { sql } from '../support/run-database';
import { signOut } from '../support/sign-out';
import { addStaff, NOBODY, type TestStaff } from '../support/staff';

// A passkey is good for one address, and the app knows its own, not that of the recorder before it.
test.use({ storageState: NOBODY, baseURL: process.env.POSTHOUSE_TEST_APP_URL });

test.afterEach(async () => {
  await sql('delete from attempt_count');
});

/** A device of Chromium's own that holds passkeys. */
interface Device {
  /** Does whoever holds it put the right finger on it? */
  setVerified(verified: boolean): Promise<void>;
}

async function addDevice(page: Page): Promise<Device> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setVerified: async (isUserVerified) => {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
}

async function signInByPassword(page: Page, { email, password }: TestStaff): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(overview(page)).toBeVisible();
}

async function addPasskey(page: Page, name: string, password: string): Promise<void> {
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Device').fill(name);
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
}

const overview = (page: Page) => page.getByRole('heading', { level: 1, name: 'Overview' });
const list = (page: Page) => page.getByRole('list', { name: 'Your passkeys' });

test('a passkey is added, signs in without password and code, and is deleted', async ({ page }) => {
  const staff = await addStaff('agent', 'Has Passkey');
  await addDevice(page);
  await signInByPassword(page, staff);
  await addPasskey(page, 'Laptop at work', 'not the pass phrase');
  await expect(page.getByLabel('Your password')).toHaveAccessibleDescription(/^This is not your password\./);
  await expect(page.getByLabel('Device')).toHaveValue('Laptop at work');
  await page.getByLabel('Your password').fill(staff.password);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await expect(list(page)).toContainText('Laptop at work');
  await expect(list(page)).toContainText('not yet');
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeFocused();
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
  await page.setViewportSize({ width: 1280, height: 800 });

  // The device has one already, and says so.
  await addPasskey(page, 'Once more', staff.password);
  await expect(page.getByText('This device has a passkey for you already')).toBeVisible();
  await expect(page.getByLabel('Device')).toHaveValue('Once more');

  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(overview(page)).toBeVisible();
  const [session] = await sql<{ by: string }>(
    'select signed_in_by as by from staff_session where staff_member_id = $1',
    [staff.id],
  );
  expect(session?.by).toBe('passkey');

  await page.goto('/profile');
  await expect(list(page)).not.toContainText('not yet');
  await page.getByRole('button', { name: 'Delete Laptop at work' }).click();
  await page.getByLabel('Your password').fill(staff.password);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('You have none yet.')).toBeVisible();
  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('This passkey opens nothing here')).toBeVisible();
  await page.goto('/mailboxes');
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('without the finger no passkey is made and none signs in; what was typed stays', async ({ page }) => {
  const staff = await addStaff('agent', 'Wrong Finger');
  const device = await addDevice(page);
  await signInByPassword(page, staff);
  await device.setVerified(false);
  await addPasskey(page, 'Phone', staff.password);
  await expect(page.getByText('No passkey was made')).toBeVisible();
  await expect(page.getByLabel('Device')).toHaveValue('Phone');
  expect(await sql('select id from passkey where staff_member_id = $1', [staff.id])).toEqual([]);
  await device.setVerified(true);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(list(page)).toContainText('Phone');

  await signOut(page);
  await device.setVerified(false);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('No passkey was used')).toBeVisible();
  expect(await sql('select id from staff_session where staff_member_id = $1', [staff.id])).toEqual([]);
  await device.setVerified(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(overview(page)).toBeVisible();
});

test('a device without a passkey for this address is told so', async ({ page }) => {
  await addDevice(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('No passkey was used')).toBeVisible();
});
