import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { askToken, claimsOf, get, sendMail, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
let now = new Date();
const MAILBOX = 'support@alder-bakery.example';
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, now: () => now });
});
beforeEach(() => {
  now = new Date();
  sandbox.reset();
});
afterAll(() => sandbox.stop());

const post = (path: string, body: unknown, type = 'application/json') =>
  fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: JSON.stringify(body),
  });
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
const working = () => sandbox.scenario('working-mailbox');

describe('a limit', () => {
  test('of requests in ten minutes counts an app and a mailbox, and passes with the time', async () => {
    expect((await post('/sandbox/settings', { requestsPerTenMinutes: 2 })).status).toBe(201);
    const token = await tokenOf(sandbox, working());
    const send = async (address = MAILBOX) => (await sendMail(sandbox, token, address)).status;
    expect([await send(), await send(), await send()]).toEqual([202, 202, 429]);
    expect(await send('orders@alder-bakery.example')).toBe(202);
    later(599);
    expect(await send()).toBe(429);
    later(2);
    expect(await send()).toBe(202);
    expect(sandbox.accepted()).toHaveLength(4);
  });

  test('of mails a minute counts what was accepted, not the probe', async () => {
    sandbox.set({ messagesPerMinute: 2 });
    const token = await tokenOf(sandbox, working());
    const probe = () => sendMail(sandbox, token, MAILBOX, { message: {} });
    for (let times = 0; times < 3; times++) expect((await probe()).status).toBe(400);
    expect((await sendMail(sandbox, token, MAILBOX)).status).toBe(202);
    expect((await sendMail(sandbox, token, MAILBOX)).status).toBe(202);
    const third = await sendMail(sandbox, token, MAILBOX);
    expect([third.status, third.body.error.code]).toEqual([429, 'ErrorExceededMessageLimit']);
    expect(sandbox.accepted()).toHaveLength(2);
    later(61);
    expect((await sendMail(sandbox, token, MAILBOX)).status).toBe(202);
  });

  test.each([
    ['seconds', /^60$/],
    ['date', /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/],
    ['absent', /^none$/],
  ] as const)('tells with Retry-After in %s when to come again', async (retryAfter, form) => {
    sandbox.set({ messagesPerMinute: 1, retryAfter });
    const token = await tokenOf(sandbox, working());
    await sendMail(sandbox, token, MAILBOX);
    const { headers } = await sendMail(sandbox, token, MAILBOX);
    expect(headers.get('retry-after') ?? 'none').toMatch(form);
  });
});

describe('the settings', () => {
  test('are shown, and go back to those of the start', async () => {
    await post('/sandbox/settings', { latencyMs: 5, inFlight: 9 });
    expect((await get(sandbox, '/sandbox/settings')).body).toMatchObject({ latencyMs: 5, inFlight: 9 });
    expect((await fetch(`${sandbox.url}/sandbox/settings`, { method: 'DELETE' })).status).toBe(204);
    expect((await get(sandbox, '/sandbox/settings')).body).toMatchObject({ latencyMs: 0, inFlight: 4 });
  });

  test.each([
    ['an unknown name', { latency: 5 }],
    ['a latency below nothing', { latencyMs: -1 }],
    ['an unknown way to tell', { retryAfter: 'soon' }],
    ['a list', []],
    ['a name that every object has', { constructor: 1 }],
  ])('are refused when they hold %s', async (_what, body) => {
    expect((await post('/sandbox/settings', body)).status).toBe(400);
  });

  test('cannot be posted as a form by a foreign page', async () => {
    expect((await post('/sandbox/settings', { latencyMs: 5 }, 'text/plain')).status).toBe(400);
    expect((await post('/sandbox/apps', { clientId: working().values.clientId }, 'text/plain')).status).toBe(
      400,
    );
  });
});

describe('an app that is changed', () => {
  const rolesOf = async (id: string) => claimsOf(await tokenOf(sandbox, sandbox.scenario(id))).roles;

  test('has a consent when its delay is over, and not before; tokens keep what they were issued with', async () => {
    const scenario = sandbox.scenario('no-mail-send');
    const { clientId, mailboxAddress } = scenario.values;
    const change = { clientId, roles: ['Mail.Send'], afterSeconds: 7_200 };
    expect((await post('/sandbox/apps', change)).status).toBe(201);
    const early = await tokenOf(sandbox, scenario);
    later(7_199);
    expect(await rolesOf('no-mail-send')).toBeUndefined();
    later(1);
    expect(await rolesOf('no-mail-send')).toEqual(['Mail.Send']);
    expect((await sendMail(sandbox, await tokenOf(sandbox, scenario), mailboxAddress)).status).toBe(202);
    now = new Date(now.getTime() - 7_200_000);
    expect((await sendMail(sandbox, early, mailboxAddress)).status).toBe(401);
  });

  test('loses its consent with the next token', async () => {
    const { clientId, mailboxAddress } = working().values;
    const token = await tokenOf(sandbox, working());
    sandbox.changeApp(clientId, { roles: [] });
    expect((await sendMail(sandbox, token, mailboxAddress)).status).toBe(202);
    expect((await sendMail(sandbox, await tokenOf(sandbox, working()), mailboxAddress)).status).toBe(401);
    await fetch(`${sandbox.url}/sandbox/apps`, { method: 'DELETE' });
    expect(await rolesOf('working-mailbox')).toEqual(['Mail.Send']);
  });

  test('meets a policy of Exchange at once, with the token that it has', async () => {
    const { clientId, mailboxAddress } = working().values;
    const token = await tokenOf(sandbox, working());
    sandbox.changeApp(clientId, { accessPolicy: [] });
    expect((await sendMail(sandbox, token, mailboxAddress)).status).toBe(403);
    sandbox.changeApp(clientId, { accessPolicy: null });
    expect((await sendMail(sandbox, token, mailboxAddress)).status).toBe(202);
  });

  test('gets a grant in Exchange at once, with the token that it has', async () => {
    const { clientId, mailboxAddress } = working().values;
    const token = await tokenOf(sandbox, working());
    const draft = async (address = mailboxAddress) =>
      (
        await fetch(`${sandbox.url}/v1.0/users/${address}/messages`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ subject: 'A draft' }),
        })
      ).status;
    expect(await draft()).toBe(403);
    await post('/sandbox/apps', { clientId, rbacScope: [mailboxAddress] });
    expect(await draft()).toBe(403);
    await post('/sandbox/apps', { clientId, rbacReadWriteScope: [mailboxAddress] });
    expect(await draft()).toBe(201);
    expect(await draft('orders@alder-bakery.example')).toBe(403);
    await post('/sandbox/apps', { clientId, rbacReadWriteScope: null });
    expect(await draft()).toBe(403);
  });

  test('can be disabled, and kept out by Conditional Access', async () => {
    const { clientId } = working().values;
    await post('/sandbox/apps', { clientId, enabled: false });
    expect((await askToken(sandbox, working())).body.error_codes).toEqual([7000112]);
    await post('/sandbox/apps', { clientId, enabled: true, blockedByConditionalAccess: true });
    expect((await askToken(sandbox, working())).body.error_codes).toEqual([53003]);
  });

  test.each([
    ['no app', { roles: [] }],
    ['an app that is no GUID', { clientId: 'x' }],
    ['roles that are no list', { clientId: '11111111-2222-4333-8444-555555555555', roles: 'Mail.Send' }],
  ])('is refused with %s', async (_what, body) => {
    expect((await post('/sandbox/apps', body)).status).toBe(400);
  });
});
