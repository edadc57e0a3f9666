import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { sendMail, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
let token: string;
const MAILBOX = 'support@alder-bakery.example';

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  token = await tokenOf(sandbox, sandbox.scenario('working-mailbox'));
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('five at once', () => {
  test('are one too many for an app and a mailbox, and no trouble for two mailboxes', async () => {
    const slow = await startSandbox({ port: 0, latencyMs: 700 });
    const working = slow.scenario('working-mailbox');
    const own = await tokenOf(slow, working);
    const send = (address: string) => sendMail(slow, own, address);
    const statuses = (await Promise.all([1, 2, 3, 4, 5].map(() => send(MAILBOX)))).sort(
      (a, b) => a.status - b.status,
    );
    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 202, 202, 429]);
    expect(statuses[4]?.body.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    });
    expect(Number(statuses[4]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(slow.accepted()).toHaveLength(4);
    const orders = 'orders@alder-bakery.example';
    const spread = await Promise.all([MAILBOX, MAILBOX, MAILBOX, orders, orders].map(send));
    expect(spread.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    await slow.stop();
  });

  test('count only while they are in flight, also when the caller hangs up', async () => {
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'stall', times: 4, address: MAILBOX });
    const url = `${sandbox.url}/v1.0/users/${MAILBOX}/sendMail`;
    const caller = new AbortController();
    const init = { method: 'POST', headers: { Authorization: `Bearer ${token}` }, signal: caller.signal };
    const held = Promise.allSettled([1, 2, 3, 4].map(() => fetch(url, init)));
    await expect.poll(async () => sandbox.requests().length).toBe(4);
    expect((await sendMail(sandbox, token, MAILBOX)).status).toBe(429);
    caller.abort();
    expect((await held).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    await expect.poll(async () => (await sendMail(sandbox, token, MAILBOX)).status).toBe(202);
  });
});
