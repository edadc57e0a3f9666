import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeConnections } from '@/lib/microsoft/exchange';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { Secret } from '@/lib/secret';
import { sendPlain } from '@/tests/support/send-plain';
import { json, type OddServer, startOddServer } from './odd-server';

let odd: OddServer;
beforeAll(async () => {
  odd = await startOddServer();
});
afterEach(() => odd.forget());
afterAll(() => odd.stop());

const TENANT = '11111111-2222-4333-8444-555555555555';
const signIn = {
  cloud: 'sandbox',
  tenantId: TENANT,
  clientId: TENANT,
  clientSecret: new Secret('only-a-test-secret'),
} as const;
const SHORT = { deadlineMs: 400 };

describe('sending', () => {
  const token = {
    value: new Secret('eyJ0eXAi.eyJyb2xl.c2lnbmVk'),
    expiresAt: new Date(),
    roles: ['Mail.Send'],
    appDisplayName: null,
  };
  const mail = {
    cloud: 'sandbox',
    token,
    from: { address: "o'brien+a@b.example", name: 'O’Brien' },
    to: 'c@d.example',
    subject: 's',
    text: 't',
  } as const;

  test.each([
    [503, { 'retry-after': '3' }, 'failed', 3],
    [503, {}, 'unknown', null],
    [499, {}, 'unknown', null],
    [408, {}, 'failed', null],
    [302, { location: '/elsewhere' }, 'unknown', null],
    [200, {}, 'unknown', null],
  ] as const)('%i with %j ends as %s', async (status, headers, state, retryAfterSeconds) => {
    odd.answer = json(status, { error: { code: 'SomethingNew' } }, headers);
    expect(await sendPlain(mail)).toMatchObject({ state, failure: { retryAfterSeconds } });
    expect(odd.requests.map(({ url }) => url)).toEqual(["/v1.0/users/o'brien%2Ba%40b.example/sendMail"]);
  });

  test('the token does not stay in the failure', async () => {
    odd.answer = (response, request) =>
      json(400, `You sent ${request.headers.authorization}`)(response, request);
    const outcome = await sendPlain(mail);
    expect(outcome).toMatchObject({ state: 'failed', failure: { raw: { message: 'You sent Bearer ***' } } });
  });

  test('a server that nobody listens on certainly did not take it', async () => {
    await odd.stop();
    try {
      expect(await sendPlain(mail, SHORT)).toMatchObject({
        state: 'failed',
        failure: { code: 'connection_refused', raw: { code: 'ECONNREFUSED', status: null } },
      });
      expect(await requestAccessToken(signIn, SHORT)).toMatchObject({
        ok: false,
        failure: { code: 'connection_refused', raw: { code: 'ECONNREFUSED' } },
      });
    } finally {
      await odd.listenAgain();
    }
  });

  test('a mail that waited for a connection until the deadline certainly was not taken', async () => {
    odd.answer = () => {};
    // As many as there are connections to one origin, and one more.
    const busy = Array.from({ length: 64 }, () => sendPlain(mail, { deadlineMs: 3_000 }));
    while (odd.requests.length < 64) await sleep(10);
    expect(await sendPlain(mail, { deadlineMs: 200 })).toMatchObject({
      state: 'failed',
      failure: { code: 'connect_timed_out' },
    });
    await closeConnections();
    for (const outcome of await Promise.all(busy)) expect(outcome).toMatchObject({ state: 'unknown' });
    expect(odd.requests).toHaveLength(64);
  });
});
