import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { request as ask } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { expect, type Page, test } from '../support/browser-test';
import { FIRST_ADMIN } from '../support/first-admin';
import { selfSigned } from '../support/self-signed';
import { signOut } from '../support/sign-out';
import { NOBODY } from '../support/staff';
import { freePort, type StartedPosthouse, startPosthouse } from '../support/started-posthouse';
import { readBuild } from '../sweep/build';
import { ACTIONS, isOpen } from '../sweep/cases';
import { actionOf } from '../sweep/colleague';
import { verdictOnCall } from '../sweep/judge';

/** As an operator runs it for others: another Posthouse, behind a proxy that speaks HTTPS. */
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let posthouse: StartedPosthouse;
let page: Page;
let end = async () => {};
/** The network address that the proxy sees its callers at. */
let caller = '192.0.2.7';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const port = await freePort();
  const proxy = createServer(selfSigned(), (request, response) => {
    // As proxies do it: what the caller says of itself stays, and whom the proxy sees comes last.
    const hops = [request.headers['x-forwarded-for'], caller].flat().filter(Boolean).join(', ');
    const headers = { ...request.headers, 'x-forwarded-for': hops, 'x-forwarded-proto': 'https' };
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

test('one network address gets 300 calls without a session in ten minutes, and another one goes on', async ({
  browser,
}) => {
  const outside = await newOutsider(browser);
  caller = '198.51.100.1';
  for (let call = 1; call <= 300; call++) {
    expect(await codeOf(outside, 'app/sign-in/actions.ts#askPasskey'), `call ${call}`).toBeNull();
  }
  expect(await codeOf(outside, 'app/sign-in/actions.ts#askPasskey')).toBe('too_many_calls');
  // All of them count together, whatever they are for.
  await signInWithPassword(outside);
  await expect(outside.getByText('Too many requests in a short time')).toBeVisible();
  await expect(outside.getByText(/^Nothing was done\. Go on at \d/)).toBeVisible();
  caller = '198.51.100.2';
  await signInWithPassword(outside);
  await outside.waitForURL(({ pathname }) => pathname === '/');
  await outside.context().close();
});

test('one network address gets 50 guesses in a quarter of an hour, and another one goes on', async ({
  browser,
}) => {
  const outside = await newOutsider(browser);
  caller = '198.51.100.3';
  for (let guess = 1; guess <= 50; guess++) {
    const code = await codeOf(outside, 'app/sign-in/actions.ts#enterWithPasskey');
    expect(code, `guess ${guess}`).toBe('passkey_refused');
  }
  expect(await codeOf(outside, 'app/sign-in/actions.ts#enterWithPasskey')).toBe('too_many_attempts');
  // The right password, too.
  await signInWithPassword(outside);
  await expect(outside.getByText('Too many attempts')).toBeVisible();
  await expect(outside.getByText(/^For safety, sign-in is closed until \d/)).toBeVisible();
  caller = '198.51.100.4';
  await signInWithPassword(outside);
  await outside.waitForURL(({ pathname }) => pathname === '/');
  await outside.context().close();
});

/** The page of somebody else, who reads English. */
async function newOutsider(browser: Browser): Promise<Page> {
  const options = { storageState: NOBODY, ignoreHTTPSErrors: true, locale: 'en-GB' };
  return (await browser.newContext(options)).newPage();
}

async function signInWithPassword(outside: Page): Promise<void> {
  await outside.goto(`${posthouse.url}/sign-in`);
  await expect(outside.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  await outside.getByLabel('E-mail').fill(FIRST_ADMIN.email);
  await outside.getByLabel('Password').first().fill(FIRST_ADMIN.password);
  await outside.getByRole('button', { name: 'Sign in' }).click();
}

let calls = 0;

/**
 * Calls an open action with the form of the sweep, each time claiming to come from elsewhere.
 * @returns the code of its refusal; null when it was done
 */
async function codeOf(outside: Page, name: string): Promise<string | null> {
  const { id } = actionOf({ url: posthouse.url, build: readBuild(process.cwd()) }, name);
  const declared = ACTIONS[name];
  const form = declared && isOpen(declared) ? declared.fields() : {};
  // In the order in which React's client writes it: the fields first.
  const body = new FormData();
  for (const [field, value] of Object.entries(form)) body.append(`_1_${field}`, value);
  body.append('0', '["$K1"]');
  calls += 1;
  const answer = await outside.request.post(`${posthouse.url}/sign-in`, {
    headers: {
      origin: posthouse.url,
      accept: 'text/x-component',
      'next-action': id,
      'x-forwarded-for': `203.0.113.${calls % 256}`,
    },
    multipart: body,
  });
  const text = await answer.text();
  const { verdict, code } = verdictOnCall({
    ...{ status: answer.status(), contentType: '', location: null, disposition: null, cookies: [], text },
  });
  expect(['done', 'refused'], text).toContain(verdict);
  return code;
}
