import { expect, type Page, test } from '../support/browser-test';
import { scenario, uniqueName } from '../support/console';
import { FIRST_ADMIN } from '../support/first-admin';

/** The main line by someone who has no mouse: Tab, arrows, Enter, letters. Nothing here clicks or focuses. */
const customer = uniqueName('Keyboard Kennels');

/** Tabs forward until the control has the focus, and sees a ring around each that had it on the way. */
async function tabTo(page: Page, label: string, limit = 60): Promise<void> {
  for (let presses = 0; presses < limit; presses++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const named = element as HTMLInputElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { outlineStyle: after } = getComputedStyle(element, '::after');
      // Without the words that a button keeps in store for when it is pressed.
      const text = named.labels?.[0]?.textContent ?? element.innerText;
      const ring = (outlineStyle !== 'none' && outlineWidth !== '0px') || after !== 'none';
      return { text: text.trim(), ring, tag: element.tagName };
    });
    if (!here) continue;
    expect(here.ring, `the focus on ${here.tag} ${here.text} can be seen`).toBe(true);
    if (here.text === label) return;
  }
  throw new Error(`${label} was not reached by Tab`);
}

test('sign-in by keyboard alone', async ({ browser }) => {
  const context = await browser.newContext({ storageState: undefined });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  await tabTo(page, 'E-mail');
  await page.keyboard.type(FIRST_ADMIN.email);
  await tabTo(page, 'Password');
  await page.keyboard.type(FIRST_ADMIN.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await context.close();
});

test('the first Tab offers the way past the navigation', async ({ page }) => {
  await page.goto('/settings');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('a mailbox is added, tested, saved and deleted without a mouse', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('/customers/new');
  await expect(page.getByRole('button', { name: 'Save customer' })).toBeEnabled();
  await tabTo(page, 'Customer name');
  await page.keyboard.type(customer);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();

  await tabTo(page, 'Add mailbox');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Add mailbox' })).toBeVisible();
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue(/.+/);

  // Sent empty: the first field that is wrong has the focus, and says why to a screen reader.
  await tabTo(page, 'Save mailbox');
  await page.keyboard.press('Enter');
  const address = page.getByLabel('Mailbox address');
  await expect(address).toBeFocused();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await expect(address).toHaveAccessibleDescription(/.+/);

  const { values } = await scenario('working-mailbox');
  await page.keyboard.type(values.mailboxAddress);
  await tabTo(page, 'Microsoft cloud');
  await page.keyboard.type('Sandbox');
  await expect(page.getByLabel('Microsoft cloud')).toHaveValue('sandbox');
  await tabTo(page, 'Directory (tenant) ID');
  await page.keyboard.type(values.tenantId);
  await tabTo(page, 'Application (client) ID');
  await page.keyboard.type(values.clientId);
  await tabTo(page, 'Client secret value');
  await page.keyboard.type(values.clientSecret);
  await tabTo(page, '12 months');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Secret expires on')).toBeFocused();

  await tabTo(page, 'Test connection');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Passed', { exact: true })).toHaveCount(5);
  // The button that was pressed keeps the focus through it all.
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Save mailbox' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: values.mailboxAddress })).toBeVisible();

  await tabTo(page, 'Replace secret');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Cancel');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Replace secret' })).toBeFocused();

  await tabTo(page, 'Delete mailbox');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Delete mailbox' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'Type the address to confirm', 8);
  await page.keyboard.type(values.mailboxAddress);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/customers\//);
});

test('on a phone the menu opens, leads on and closes by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/settings');
  await tabTo(page, 'Menu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Mailboxes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Mailboxes' })).toBeHidden();
  await page.keyboard.press('Enter');
  await tabTo(page, 'Mailboxes');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mailboxes' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
});

test('single keys lead to places and actions, but not while one types', async ({ page }) => {
  await page.goto('/mailboxes');
  // Pressable is what the page's scripts have taken over.
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeEnabled();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('gmn');
  await expect(page.getByRole('searchbox')).toHaveValue('gmn');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'Add customer' })).toBeVisible();
});
