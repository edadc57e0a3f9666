import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { askToken, get, MESSAGE, sendMail, socketErrorOf, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const soon = () => ({ signal: AbortSignal.timeout(400) });

describe('faults at the sign-in', () => {
  test.each([
    ['sign-in-unreachable', 'ECONNRESET'],
    ['sign-in-slow', 'TimeoutError'],
    ['sign-in-slow-body', 'TimeoutError'],
  ])('%s ends in %s', async (id, error) => {
    expect(await socketErrorOf(askToken(sandbox, sandbox.scenario(id), {}, soon()))).toBe(error);
  });

  test.each([
    ['sign-in-html', 200, 'text/html; charset=utf-8', /^<!DOCTYPE html>/],
    ['sign-in-empty', 200, null, /^$/],
    ['sign-in-truncated', 200, 'application/json; charset=utf-8', /^\{"token_type":"Bearer"[^}]*$/],
  ])('%s answers %i with %s', async (id, status, type, text) => {
    const answer = await askToken(sandbox, sandbox.scenario(id));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect(answer.body).toMatch(text);
  });

  test.each([
    ['sign-in-503', 503, 90033, null],
    ['sign-in-throttled', 429, 90055, '30'],
  ])('%s answers %i AADSTS%i', async (id, status, code, retryAfter) => {
    const answer = await askToken(sandbox, sandbox.scenario(id));
    expect([answer.status, answer.body.error_codes]).toEqual([status, [code]]);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
  });
});

describe('faults at the directory', () => {
  const openId = (id: string) =>
    `/${sandbox.scenario(id).values.tenantId}/v2.0/.well-known/openid-configuration`;

  test('meet that tenant alone', async () => {
    expect(await socketErrorOf(get(sandbox, openId('directory-unreachable')))).toBe('ECONNRESET');
    expect((await get(sandbox, openId('directory-html'))).body).toMatch(/^<!DOCTYPE html>/);
    expect((await get(sandbox, openId('working-mailbox'))).status).toBe(200);
  });
});

describe('faults at Graph', () => {
  const send = async (id: string, body: unknown = { message: MESSAGE }) => {
    const scenario = sandbox.scenario(id);
    const token = await tokenOf(sandbox, scenario);
    return sendMail(sandbox, token, scenario.values.mailboxAddress, body);
  };

  test.each([
    ['graph-unreachable', 0],
    ['accepted-reset', 1],
  ])('%s cuts the connection with %i mails accepted', async (id, accepted) => {
    expect(await socketErrorOf(send(id))).toBe('ECONNRESET');
    expect(sandbox.accepted()).toHaveLength(accepted);
    expect(sandbox.requests()[0]?.status).toBeNull();
  });

  test.each([
    ['graph-slow', 0],
    ['accepted-slow', 1],
  ])('%s never answers, with %i mails accepted', async (id, accepted) => {
    const scenario = sandbox.scenario(id);
    const headers = {
      Authorization: `Bearer ${await tokenOf(sandbox, scenario)}`,
      'Content-Type': 'application/json',
    };
    const url = `${sandbox.url}/v1.0/users/${scenario.values.mailboxAddress}/sendMail`;
    const init = { method: 'POST', headers, body: JSON.stringify({ message: MESSAGE }), ...soon() };
    expect(await socketErrorOf(fetch(url, init))).toBe('TimeoutError');
    expect(sandbox.accepted()).toHaveLength(accepted);
  });

  test('a 504 after acceptance leaves the mail accepted, and the probe unharmed', async () => {
    expect((await send('accepted-504')).status).toBe(504);
    expect(sandbox.accepted()).toHaveLength(1);
    const probe = await send('accepted-504', { message: {} });
    expect([probe.status, probe.body.error.code]).toEqual([400, 'ErrorInvalidRecipients']);
    expect(sandbox.accepted()).toHaveLength(1);
  });

  test.each([
    ['graph-html', 200, /^<!DOCTYPE html>/],
    ['graph-empty', 200, /^$/],
  ])('%s answers %i and accepts nothing', async (id, status, text) => {
    const answer = await send(id);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(text);
    expect(sandbox.accepted()).toEqual([]);
  });

  test.each([
    ['throttled', 429, '20'],
    ['graph-503', 503, '20'],
  ])('%s answers %i with Retry-After %s', async (id, status, retryAfter) => {
    const answer = await send(id);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(sandbox.accepted()).toEqual([]);
  });
});

describe('a fault that is switched on', () => {
  const post = (fault: unknown, type = 'application/json') =>
    fetch(`${sandbox.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: JSON.stringify(fault),
    });

  test('meets whom it names, as often as it says, and then no more', async () => {
    const [working, other] = [
      sandbox.scenario('working-mailbox'),
      sandbox.scenario('working-beacon-clinics'),
    ];
    const { clientId } = working.values;
    const fault = {
      where: 'token',
      when: 'before',
      kind: 'status',
      status: 429,
      retryAfter: 'Wed, 21 Oct 2099 07:28:00 GMT',
      times: 2,
      clientId,
    };
    expect((await post(fault)).status).toBe(201);
    expect((await askToken(sandbox, other)).status).toBe(200);
    const first = await askToken(sandbox, working);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, fault.retryAfter]);
    expect((await get(sandbox, '/sandbox/faults')).body).toMatchObject([{ times: 1 }]);
    expect((await askToken(sandbox, working)).status).toBe(429);
    expect((await askToken(sandbox, working)).status).toBe(200);
  });

  test('stays until it is removed when it has no number, and the scenarios’ own stay after that', async () => {
    const working = sandbox.scenario('working-mailbox');
    const { mailboxAddress: address } = working.values;
    await post({
      where: 'graph',
      when: 'after',
      kind: 'status',
      status: 504,
      address: address.toUpperCase(),
    });
    const token = await tokenOf(sandbox, working);
    for (const count of [1, 2]) {
      expect((await sendMail(sandbox, token, address)).status).toBe(504);
      expect(sandbox.accepted()).toHaveLength(count);
    }
    expect((await fetch(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
    expect((await sendMail(sandbox, token, address)).status).toBe(202);
    expect((await askToken(sandbox, sandbox.scenario('sign-in-503'))).status).toBe(503);
  });

  test('lets the first pass that it is told to, and stands at one route', async () => {
    const working = sandbox.scenario('working-mailbox');
    const token = await tokenOf(sandbox, working);
    const send = async () => (await sendMail(sandbox, token, working.values.mailboxAddress)).status;
    await post({ where: 'graph', when: 'before', kind: 'status', route: 'elsewhere' });
    await post({ where: 'graph', when: 'before', kind: 'status', route: 'SendMail', skip: 1, times: 1 });
    expect([await send(), await send(), await send()]).toEqual([202, 503, 202]);
    expect((await get(sandbox, '/sandbox/faults')).body).toHaveLength(1);
  });

  test('can give an answer word for word, and bytes that are no HTTP', async () => {
    const working = sandbox.scenario('working-mailbox');
    const body = { error: { code: 'NeverHeardOf', message: 'Something new.' } };
    const at = { where: 'token', when: 'before', times: 1 };
    await post({ ...at, kind: 'answer', status: 418, body, headers: { 'x-said': 'yes' } });
    await post({ ...at, kind: 'answer', body: '', headers: { 'Content-Type': 'text/plain' } });
    await post({ ...at, kind: 'bytes', base64: Buffer.from('SSH-2.0-OpenSSH\r\n').toString('base64') });
    const literal = await askToken(sandbox, working);
    expect([literal.status, literal.body, literal.headers.get('x-said')]).toEqual([418, body, 'yes']);
    const nothing = await askToken(sandbox, working);
    expect([nothing.status, nothing.body, nothing.headers.get('content-type')]).toEqual([
      200,
      '',
      'text/plain',
    ]);
    expect(await socketErrorOf(askToken(sandbox, working))).toMatch(/HPE_INVALID/);
  });

  test('can lose a token that was issued, and the metadata', async () => {
    const working = sandbox.scenario('working-mailbox');
    await post({ where: 'token', when: 'after', kind: 'reset', times: 1 });
    expect(await socketErrorOf(askToken(sandbox, working))).toBe('ECONNRESET');
    await post({
      where: 'openid',
      when: 'before',
      kind: 'status',
      status: 500,
      times: 1,
      tenantId: working.values.tenantId,
    });
    const openId = await get(sandbox, `/${working.values.tenantId}/v2.0/.well-known/openid-configuration`);
    expect([openId.status, openId.body.error_codes]).toEqual([500, [50033]]);
  });

  test.each([
    ['nothing', {}],
    ['an unknown place', { where: 'moon', when: 'before', kind: 'reset' }],
    ['an unknown kind', { where: 'token', when: 'before', kind: 'explode' }],
    ['a status out of range', { where: 'token', when: 'before', kind: 'status', status: 42 }],
    ['no times', { where: 'token', when: 'before', kind: 'reset', times: 0 }],
    ['a line break in a header', { where: 'token', when: 'before', kind: 'status', retryAfter: '1\r\nX: y' }],
    ['a body that is a list', { where: 'token', when: 'before', kind: 'answer', body: [] }],
    ['bytes that are not base64', { where: 'token', when: 'before', kind: 'bytes', base64: '%' }],
    ['an unknown property', { where: 'token', when: 'before', kind: 'reset', clientid: 'x' }],
    ['a list', []],
  ])('is refused when it is %s', async (_what, fault) => {
    expect((await post(fault)).status).toBe(400);
    expect((await get(sandbox, '/sandbox/faults')).body).toEqual([]);
  });

  test('cannot be posted as a form by a foreign page', async () => {
    expect((await post({ where: 'token', when: 'before', kind: 'reset' }, 'text/plain')).status).toBe(400);
  });
});
