import { EXAMPLES } from '@/lib/examples/examples';
import { expect, type Page, test } from '../support/browser-test';
import { scenario, uniqueName } from '../support/console';
import { everySight, haveExamples } from '../support/every-page';
import { FIRST_ADMIN } from '../support/first-admin';

/** The main line, once, by somebody whose browser asks for Traditional Chinese. */
test.describe.configure({ mode: 'serial' });

const customer = uniqueName('明湖旅行社');
let page: Page;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-TW', storageState: undefined });
  page = await context.newPage();
});
test.afterAll(async () => page.context().close());

test('signing in', async () => {
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
  await expect(page).toHaveTitle('登入 · Posthouse');
  await page.getByLabel('電子郵件').fill(FIRST_ADMIN.email);
  await page.getByLabel('密碼').fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: '登入' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '總覽' })).toBeVisible();
});

test('adding a customer', async () => {
  await page.getByRole('link', { name: '客戶', exact: true }).click();
  await page.getByRole('link', { name: '新增客戶' }).first().click();
  await page.getByLabel('客戶名稱').fill(customer);
  await page.getByLabel('備註').fill('本月完成移轉。');
  await page.getByRole('button', { name: '儲存客戶' }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();
});

test('filling the form from the sandbox and testing before it is saved', async () => {
  await page.getByRole('link', { name: '新增信箱帳號' }).first().click();
  const { name, values } = await scenario('working-minghu-travel');
  await page.getByLabel('使用沙箱試試看').selectOption({ label: name });
  await expect(page.getByLabel('信箱地址')).toHaveValue(values.mailboxAddress);
  await expect(page.getByLabel('Microsoft 雲端')).toHaveValue('sandbox');
  await page.getByRole('button', { name: '測試連線' }).click();
  await expect(page.getByText('通過', { exact: true })).toHaveCount(5);
  await expect(page.getByText('失敗', { exact: true })).toHaveCount(0);
});

test('saving, and sending a test mail', async () => {
  await page.getByRole('button', { name: '儲存信箱帳號' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  await expect(page.getByText('正常', { exact: true }).first()).toBeVisible();
  await page.getByLabel('測試郵件收件者').fill('service@firstline.example');
  await page.getByRole('button', { name: '寄送測試郵件' }).click();
  await expect(page.getByText(/Microsoft 已於 .* 接受 · 要求識別碼/).first()).toBeVisible();
});

test('a failure says in Chinese what to do, with text to forward', async () => {
  await page.getByRole('button', { name: '更換用戶端密碼' }).click();
  await page.getByLabel('用戶端密碼的值').fill('Zz1~this-is-not-the-secret-of-this-app-0');
  await page.getByRole('button', { name: '儲存用戶端密碼' }).click();
  await expect(page.getByText('尚未驗證', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: '測試連線' }).click();
  await expect(page.getByText('失敗', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('未檢查', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('由誰處理').first()).toBeVisible();
  await expect(page.getByText('可轉寄給管理員的文字').first()).toBeVisible();
  await expect(page.getByText('需要處理', { exact: true }).first()).toBeVisible();
});

test('the statuses are Chinese words in the list and in its filter', async () => {
  await page.goto('/mailboxes');
  const statuses = ['已過期', '即將到期', '需要處理', '尚未驗證', '等待客戶', '已暫停', '正常'];
  for (const word of statuses) {
    await expect(page.getByLabel('依狀態篩選').getByRole('option', { name: word })).toHaveCount(1);
  }
});

test('no page has an English sentence left', async ({ browser, storageState, allowConsole }) => {
  test.setTimeout(180_000);
  allowConsole(/status of 40[34]/);
  const english = await browser.newPage({ storageState, locale: 'en-GB' });
  await haveExamples(english);
  const sights = await everySight(english);
  await english.close();
  const signedOut = await (await browser.newContext({ locale: 'zh-TW', storageState: undefined })).newPage();
  for (const sight of sights) {
    const here = sight.signedOut ? signedOut : page;
    await here.goto(sight.address);
    await sight.act?.(here);
    await expect.soft(here.locator('html'), sight.name).toHaveAttribute('lang', 'zh-Hant');
    await expect.soft(here.locator('h1'), sight.name).toHaveCount(1);
    expect.soft(await englishSentences(here), sight.name).toEqual([]);
    expect
      .soft(await here.evaluate(() => document.documentElement.scrollWidth), sight.name)
      .toBeLessThanOrEqual(1280);
  }
  await signedOut.context().close();
});

test('the language is changed by the switch and stays changed', async () => {
  await page.goto('/settings');
  await page.getByLabel('語言').selectOption('en');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/mailboxes');
  await expect(page.getByRole('heading', { level: 1, name: 'Mailboxes' })).toBeVisible();
  await page.goto('/settings');
  await page.getByLabel('Language').selectOption('zh-Hant');
  await expect(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible();
});

/** What the examples have typed into free fields is English in every language. */
const TYPED = EXAMPLES.flatMap(({ note, mailboxes }) => [note, ...mailboxes.map((each) => each.description)]);

/**
 * Texts with four English words in a row, one of them at least in small letters, as no name is. Not looked at: what is marked as another language or as not to be translated,
 * codes, what people typed, and Entra's own labels in brackets.
 */
async function englishSentences(here: Page): Promise<string[]> {
  const found = await here.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const inside = node.parentElement?.closest(
        'script, style, code, pre, kbd, [lang="en"], [translate="no"]',
      );
      if (inside) continue;
      const text = (node.textContent ?? '').replace(/[(（][^)）]*(?:\([^)]*\)[^)）]*)?[)）]/g, ' ');
      const rows = text.match(/(?:\b[A-Za-z']+[\s,]+){3,}[A-Za-z']+/g) ?? [];
      if (rows.some((row) => /\b[a-z]{2,}/.test(row))) texts.push(text.trim());
    }
    return texts;
  });
  return found.filter((text) => !TYPED.includes(text));
}
