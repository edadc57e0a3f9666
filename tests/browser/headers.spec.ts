import { readdirSync } from 'node:fs';
import { addCustomer } from '../support/add-mailbox';
import { askRaw, type RawAnswer, type RawRequest } from '../support/ask-raw';
import { expect, test } from '../support/browser-test';
import { sandboxUrl, uniqueName } from '../support/console';
import { sql } from '../support/run-database';
import { sessionCookie } from '../support/staff';

/** Of a page: everything by name, scripts by this answer's nonce. */
const PAGE = new RegExp(
  [
    "^default-src 'none'",
    "script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${sandboxUrl().replaceAll('.', '\\.')}`,
    "object-src 'none'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'$",
  ].join('; '),
);
/** Of all that is no page: nothing runs. */
const NOTHING = /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/;

const PRIVATE = /\bno-store\b/;
const FOR_EVER = /^public, max-age=31536000, immutable$/;
const ANYBODYS = /^public, max-age=0, must-revalidate$/;

/** What stands on every answer, whatever it is. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function expectHeaders({ headers, count }: RawAnswer, policy: RegExp, cache: RegExp, what: string): void {
  expect.soft(headers['content-security-policy'], what).toMatch(policy);
  // Two of them would both hold.
  expect.soft(count('content-security-policy'), what).toBe(1);
  expect.soft(headers['cache-control'], what).toMatch(cache);
  expect.soft(headers, what).toMatchObject(ALWAYS);
  expect.soft(headers['permissions-policy'], what).toContain('camera=()');
  expect.soft(headers['permissions-policy'], what).toContain('clipboard-write=(self)');
  expect.soft(headers['permissions-policy'], what).toContain('publickey-credentials-get=(self)');
  // Nobody comes by HTTPS here.
  expect.soft(headers['strict-transport-security'], what).toBeUndefined();
  expect.soft(headers['x-powered-by'], what).toBeUndefined();
}

let cookie: string;
let customerId: string;
test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  customerId = await addCustomer(page, uniqueName('Kestrel Books'));
  cookie = await sessionCookie(page);
  await page.context().close();
});

const chunk = (ending: string) =>
  `/_next/static/${(readdirSync('.next/static', { recursive: true }) as string[]).find((name) => name.endsWith(ending))}`;

const router = { rsc: '1' };
const prefetch = { ...router, 'next-router-prefetch': '1' };

const ROWS: readonly (readonly [
  what: string,
  path: string | (() => string),
  asked: RawRequest,
  status: number,
  policy: RegExp,
  cache: RegExp,
])[] = [
  ['a page', '/mailboxes', {}, 200, PAGE, PRIVATE],
  ['a page of one customer', () => `/customers/${customerId}`, {}, 200, PAGE, PRIVATE],
  ['the payload of a page', '/mailboxes', { headers: router }, 200, PAGE, PRIVATE],
  ['a prefetch', '/mailboxes', { headers: prefetch }, 200, PAGE, PRIVATE],
  [
    'a prefetched segment',
    '/mailboxes',
    { headers: { ...prefetch, 'next-router-segment-prefetch': '/_tree' } },
    200,
    PAGE,
    PRIVATE,
  ],
  [
    'what the browser prefetches',
    '/mailboxes',
    { headers: { 'sec-purpose': 'prefetch' } },
    200,
    PAGE,
    PRIVATE,
  ],
  ['a redirect to another page', '/sign-in', { follow: 0 }, 307, PAGE, PRIVATE],
  ['a page that is not there', '/nothing-stands-here', {}, 404, PAGE, PRIVATE],
  ['a mailbox that is not there', '/mailboxes/0190b0de-0000-7000-8000-000000000000', {}, 404, PAGE, PRIVATE],
  ['an address that cannot be read', '/%E0%A4%A', {}, 404, PAGE, PRIVATE],
  ['nothing under /api/', '/api/no-such-door', {}, 404, PAGE, PRIVATE],
  ['a page by another method', '/settings', { method: 'PUT' }, 200, PAGE, PRIVATE],
  [
    'an action that is not there',
    '/settings',
    { method: 'POST', headers: { 'next-action': 'f'.repeat(42) } },
    409,
    PAGE,
    PRIVATE,
  ],
  [
    'an action with no name',
    '/settings',
    { method: 'POST', headers: { 'next-action': 'x' } },
    400,
    PAGE,
    PRIVATE,
  ],
  ['the health of the app', '/api/health', {}, 200, NOTHING, PRIVATE],
  ['the health by another method', '/api/health', { method: 'DELETE' }, 405, NOTHING, PRIVATE],
  ['a script', () => chunk('.js'), {}, 200, NOTHING, FOR_EVER],
  ['a style', () => chunk('.css'), {}, 200, NOTHING, FOR_EVER],
  ['a font', () => chunk('.woff2'), {}, 200, NOTHING, FOR_EVER],
  ['a script that is not there', '/_next/static/chunks/none.js', {}, 404, NOTHING, PRIVATE],
  ['the icon', '/icon.svg', {}, 200, NOTHING, ANYBODYS],
  ['the icon by its old name', '/favicon.ico', {}, 200, NOTHING, ANYBODYS],
];

for (const [what, path, asked, status, policy, cache] of ROWS) {
  test(`${what} has the headers that it should`, async () => {
    const answer = await askRaw(typeof path === 'string' ? path : path(), { cookie, ...asked });
    expect(answer.status).toBe(status);
    expectHeaders(answer, policy, cache, what);
  });
}

test('so have the sign-in and the closed set-up, for somebody without a session', async () => {
  expectHeaders(await askRaw('/sign-in'), PAGE, PRIVATE, 'sign-in');
  const welcome = await askRaw('/welcome?token=wrong');
  expect(welcome.status).toBe(404);
  expectHeaders(welcome, PAGE, PRIVATE, 'welcome');
});

test('so has the answer to an action: refused, done, and done with a redirect', async ({ page }) => {
  await page.goto('/customers/new');
  const answers = async (press: () => Promise<unknown>) => {
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST'),
      press(),
    ]);
    return { headers: await answer.allHeaders(), status: answer.status() };
  };
  const save = () => page.getByRole('button', { name: 'Save customer' }).click();
  const refused = await answers(save);
  await page.getByLabel('Customer name').fill(uniqueName('Lapwing Travel'));
  const redirected = await answers(save);
  await page.goto('/settings');
  const done = await answers(() => page.locator('select[name="theme"]').selectOption('dark'));
  await page.locator('select[name="theme"]').selectOption('system');
  expect([refused.status, redirected.status, done.status]).toEqual([200, 200, 200]);
  for (const { headers } of [refused, redirected, done]) {
    expect(headers['content-security-policy']).toMatch(PAGE);
    expect(headers['cache-control']).toMatch(PRIVATE);
    expect(headers).toMatchObject(ALWAYS);
  }
});

test('so has a page that fails', async () => {
  await sql('alter table message rename to message_away');
  try {
    const answer = await askRaw('/messages', { cookie });
    expect(answer.status).toBe(500);
    expectHeaders(answer, PAGE, PRIVATE, 'a page that fails');
    expect(answer.all).not.toContain('message_away');
  } finally {
    await sql('alter table message_away rename to message');
  }
});

test('no two answers have the same nonce, and a page has it on each of its scripts and nowhere in its text', async () => {
  const nonces = new Set<string>();
  for (let asked = 0; asked < 20; asked++) {
    const answer = await askRaw('/mailboxes', { cookie });
    const nonce = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1] ?? '';
    nonces.add(nonce);
    const scripts = answer.all.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(5);
    for (const script of scripts) expect(script).toContain(` nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(20);
});

test('a policy that somebody sends along is not taken for ours', async () => {
  const answer = await askRaw('/mailboxes', {
    cookie,
    headers: { 'content-security-policy': "script-src 'nonce-c2VudEFsb25nQnlTb21lb25l'" },
  });
  expect(answer.headers['content-security-policy']).toMatch(PAGE);
  expect(answer.all).not.toContain('c2VudEFsb25nQnlTb21lb25l');
});
