import { NextRequest } from 'next/server';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { route } from '@/app/_gate/route';
import { Secret } from '@/lib/secret';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { setUpToken } from '@/lib/staff/set-up-token';
import { signIn } from '@/lib/staff/sign-in';
import { useDatabase } from '../support/database';

const { sql } = useDatabase();
const OURS = 'http://localhost:3000';
const email = 'lin@example.com';
const password = new Secret('the right password');

let cookie = '';
beforeAll(async () => {
  const token = setUpToken(process.env.SESSION_SECRET ?? '');
  await createFirstAdmin({ token, name: 'Lin Mei', email, password });
  const signedIn = await signIn({ email, password, address: null, headers: new Headers() });
  cookie = signedIn.ok ? (signedIn.value.cookies[0]?.split(';')[0] ?? '') : '';
});

const run = vi.fn(({ actor }) => new Response(`${actor.name}'s rows`, { headers: { 'X-Rows': '2' } }));
const handler = route({ deed: 'customer.create', run });
beforeEach(async () => {
  run.mockClear();
  await sql("update staff_member set role = 'admin'");
  await sql('delete from attempt_count');
});

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  handler(new NextRequest(`${OURS}/customers/export`, { method, headers: { cookie, ...headers } }));

test('somebody signed in who may is answered, and nobody on the way keeps the answer', async () => {
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("Lin Mei's rows");
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(answer.headers.get('x-rows')).toBe('2');
  expect(run.mock.calls[0]?.[0]).toMatchObject({ actor: { email }, reach: { every: true } });
});

test.each(['', 'posthouse.session_token=forged.c2lnbmF0dXJl'])('the cookie %j is nobody', async (forged) => {
  const answer = await ask({ cookie: forged });
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain('Your session has ended');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(run).not.toHaveBeenCalled();
});

test('a role that may not is told so in its own language', async () => {
  await sql("update staff_member set role = 'viewer'");
  const answer = await ask({ cookie: `${cookie}; language=zh-Hant` });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-language')).toBe('zh-Hant');
  expect(await answer.text()).toContain('您的角色不能執行此操作');
  expect(run).not.toHaveBeenCalled();
});

test('what asks for a fresh proof of who one is, is refused when the last one is old', async () => {
  const confirmed = route({ deed: 'secret.replace', run });
  const replace = () =>
    confirmed(new NextRequest(`${OURS}/secret`, { method: 'POST', headers: { cookie, origin: OURS } }));
  expect((await replace()).status).toBe(200);
  await sql("update staff_session set confirmed_at = now() - interval '2 hours'");
  const answer = await replace();
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('Confirm that it is you');
  expect(run).toHaveBeenCalledTimes(1);
});

test('one call too many is told when the next one is taken, in the time zone of whoever asks', async () => {
  const [member] = await sql<{ id: string }>('select id from staff_member');
  await sql("insert into attempt_count values ($1, 100000, '2099-01-01T10:42:00Z')", [
    `calls:little:${member?.id}`,
  ]);
  const answer = await ask({ cookie: `${cookie}; time-zone=Asia%2FTaipei` });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('Thu, 01 Jan 2099 10:42:00 GMT');
  expect(await answer.text()).toContain('Go on at 18:42');
  expect(run).not.toHaveBeenCalled();
});

const followed = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const loaded = { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
const framed = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
const fetched = { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };

describe('what reads', () => {
  test.each([
    // who asks, its headers, the status
    ['a browser that says nothing of it', {}, 200],
    ['our own page', { 'sec-fetch-site': 'same-origin', ...fetched }, 200],
    ['a person with a bookmark', { 'sec-fetch-site': 'none', ...followed }, 200],
    ['a link on another site', { 'sec-fetch-site': 'cross-site', ...followed }, 200],
    ["another site's picture", { 'sec-fetch-site': 'cross-site', ...loaded }, 403],
    ["another site's frame", { 'sec-fetch-site': 'cross-site', ...framed }, 403],
    [
      "another site's script",
      { 'sec-fetch-site': 'cross-site', ...fetched, origin: 'https://a.example' },
      403,
    ],
    ["a neighbour's script on our domain", { 'sec-fetch-site': 'same-site', ...fetched }, 403],
  ] as const)('by %s: %o gets %i', async (_who, headers, status) => {
    const answer = await ask(headers);
    expect(answer.status).toBe(status);
    expect(run).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
    if (status === 403) expect(await answer.text()).toContain('asked for by another site');
  });
});

describe.each(['POST', 'PUT', 'PATCH', 'DELETE'])('what changes, by %s', (method) => {
  test.each([
    ['our own page', { origin: OURS, 'sec-fetch-site': 'same-origin' }, 200],
    ['our own page in an older browser', { origin: OURS }, 200],
    ['nobody says which page', {}, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['another site', { origin: 'https://elsewhere.example' }, 403],
    ['our host on another port', { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' }, 403],
    ['our host over another scheme', { origin: 'https://localhost:3000' }, 403],
    ['a host that begins like ours', { origin: 'http://localhost:3000.elsewhere.example' }, 403],
    ['somebody who lies about one of the two', { origin: OURS, 'sec-fetch-site': 'cross-site' }, 403],
  ] as const)('%s: %o gets %i', async (_who, headers, status) => {
    expect((await ask(headers, method)).status).toBe(status);
    expect(run).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });
});

test('another site learns nothing of who is signed in: it is refused before anybody looks', async () => {
  const other = { 'sec-fetch-site': 'cross-site', ...loaded };
  const [signedIn, signedOut] = await Promise.all([ask(other), ask({ ...other, cookie: '' })]);
  expect(await signedIn.text()).toBe(await signedOut.text());
  expect([signedIn.status, signedOut.status]).toEqual([403, 403]);
});

describe('a surprise is told in words with the reference of its line in the log', () => {
  test('in what the handler does, and nothing of what it says', async () => {
    run.mockImplementationOnce(() => {
      throw new Error('the text of a query');
    });
    const answer = await ask({ cookie: `${cookie}; language=zh-Hant` });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-language')).toBe('zh-Hant');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const text = await answer.text();
    expect(text).toMatch(/^系統發生錯誤\n.+\n錯誤編號：[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/);
    expect(text).not.toContain('query');
  });

  test('in the questions before it', async () => {
    await sql('ALTER TABLE attempt_count RENAME TO attempt_count_away');
    try {
      const answer = await ask();
      expect(answer.status).toBe(500);
      expect(await answer.text()).toMatch(/^Something failed on our side\n.+\nReference: [0-9a-f-]{36}\n$/);
      expect(run).not.toHaveBeenCalled();
    } finally {
      await sql('ALTER TABLE attempt_count_away RENAME TO attempt_count');
    }
  });
});
