import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { request as ask } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '../support/browser-test';
import { FIRST_ADMIN } from '../support/first-admin';
import { selfSigned } from '../support/self-signed';
import { signOut } from '../support/sign-out';
import { NOBODY } from '../support/staff';
import { freePort, type StartedPosthouse, startPosthouse } from '../support/started-posthouse';

/** As an operator runs it for others: another Posthouse, behind a proxy that speaks HTTPS. */
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let posthouse: StartedPosthouse;
let page: Page;
let end = async () => {};

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const port = await freePort();
  const proxy = createServer(selfSigned(), (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' };
    const { method, url: path } = request;
    const forward = ask({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    forward.once('error', () => response.destroy());
    request.pipe(forward);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-https-'));
  // Started by root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711);
  posthouse = await startPosthouse({
    dataDir: join(folder, 'data'),
    port,
    env: { APP_URL: `https://localhost:${(proxy.address() as AddressInfo).port}`, TRUST_PROXY: 'on' },
  });
  const context = await browser.newContext({
    storageState: NOBODY,
    ignoreHTTPSErrors: true,
    timezoneId: 'Asia/Taipei',
  });
  page = await context.newPage();
  end = async () => {
    await context.close();
    await posthouse.stop('SIGTERM');
    proxy.close();
    proxy.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  };
});
test.afterAll(() => end());

test('every cookie is the host’s own, goes by HTTPS alone, and the session’s is out of reach for scripts', async () => {
  await page.goto(posthouse.setUpUrl ?? '');
  await page.getByLabel('Name', { exact: true }).fill(FIRST_ADMIN.name);
  await page.getByLabel('E-mail').fill(FIRST_ADMIN.email);
  await page.getByLabel('Password').first().fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: 'Create admin' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.goto(`${posthouse.url}/settings`);
  await page.getByLabel('Appearance').selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Language').selectOption('zh-Hant');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');

  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name).sort()).toEqual([
    '__Host-language',
    '__Host-posthouse.known_device',
    '__Host-posthouse.session_token',
    '__Host-theme',
    '__Host-time-zone',
  ]);
  for (const { name, secure, sameSite, path, httpOnly } of cookies) {
    const isSession = name.includes('posthouse.');
    // Nobody comes from elsewhere with the device's own.
    const wanted = name.includes('known_device') ? 'Strict' : 'Lax';
    expect({ name, secure, sameSite, path, isOutOfReach: httpOnly }).toEqual({
      ...{ name, secure: true, sameSite: wanted, path: '/', isOutOfReach: isSession },
    });
  }
});

test('the same cookies are found again: preferences hold, and a sign-out ends the session', async () => {
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await signOut(page, '登出');
  const names = (await page.context().cookies()).map(({ name }) => name);
  expect(names.filter((name) => name.includes('session'))).toEqual([]);
  await page.goto(`${posthouse.url}/mailboxes`);
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(new URL(page.url()).protocol).toBe('https:');
});
