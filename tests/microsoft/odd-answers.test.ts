import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessToken } from '@/lib/microsoft/access-token';
import { cloudEndpoints } from '@/lib/microsoft/clouds';
import { EntraNetwork, ForeignOrigin } from '@/lib/microsoft/entra-network';
import { closeConnections } from '@/lib/microsoft/exchange';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { sendMail } from '@/lib/microsoft/send-mail';
import { succeed } from '@/lib/result';
import { pointSandboxCloudAt } from './stage';

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

let server: Server;
let port: number;
let answer: Answer = (response) => response.end();
let requests: { url: string; body: string }[] = [];

async function listen(on: number): Promise<void> {
  await new Promise<void>((resolve) => server.listen(on, '127.0.0.1', resolve));
}

async function stopListening(): Promise<void> {
  await closeConnections();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ url: request.url ?? '', body });
    await answer(response, request);
  });
  await listen(0);
  port = (server.address() as AddressInfo).port;
  pointSandboxCloudAt(`http://127.0.0.1:${port}`);
});
afterEach(() => {
  requests = [];
});
afterAll(() => stopListening());

const SECRET = 'Abc8Q~only+a/test secret&value';
const TENANT = '11111111-2222-4333-8444-555555555555';
const signIn = { cloud: 'sandbox', tenantId: TENANT, clientId: TENANT, clientSecret: SECRET } as const;
const SHORT = { deadlineMs: 400 };

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
};

describe('answers of the token endpoint that MSAL would call a success', () => {
  test.each([
    [200, {}, 'answered_empty'],
    [404, {}, 'unknown'],
    [500, { message: 'boom' }, 'microsoft_unavailable'],
    [200, { access_token: '', expires_in: 3599 }, 'answered_empty'],
    [200, { access_token: 'two\nlines', expires_in: 3599 }, 'answered_empty'],
    [500, { access_token: 'a.b.c', expires_in: 3599, token_type: 'Bearer' }, 'microsoft_unavailable'],
    [200, '[]', 'answered_empty'],
    [200, 'null', 'answered_empty'],
    [200, '"text"', 'answered_empty'],
    [500, { error: { code: 'UnknownError', message: 'like Graph' } }, 'microsoft_unavailable'],
    [400, { error: { code: { deeper: true } } }, 'unknown'],
  ])('%i %j is a failure: %s', async (status, body, code) => {
    answer = json(status, body);
    expect(await requestAccessToken(signIn)).toMatchObject({ ok: false, failure: { code, raw: { status } } });
    expect(requests).toHaveLength(1);
  });

  test('an opaque token without an end is usable at once, has no roles, and is never kept', async () => {
    answer = json(200, { access_token: 'opaque', token_type: 'Bearer' });
    const owner = { ...signIn, credentialKey: 'opaque' };
    const first = await accessToken(owner, async () => succeed(SECRET));
    expect(first).toMatchObject({ ok: true, value: { value: 'opaque', roles: [], appDisplayName: null } });
    await accessToken(owner, async () => succeed(SECRET));
    expect(requests).toHaveLength(2);
  });
});

describe('an answer that would lead elsewhere', () => {
  test('a redirect is not followed', async () => {
    let visited = 0;
    const elsewhere = createServer((_request, response) => {
      visited += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    for (const status of [301, 302, 307, 308]) {
      answer = json(status, {}, { location });
      expect(await requestAccessToken(signIn)).toMatchObject({
        ok: false,
        failure: { code: 'unknown', raw: { status } },
      });
      expect(await findDirectory(signIn)).toMatchObject({
        ok: false,
        failure: { code: 'unknown', raw: { status } },
      });
    }
    expect(visited).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  test.each([
    'https://login.microsoftonline.com/x',
    'http://127.0.0.1:1/x',
    'https://127.0.0.1.evil.example/x',
  ])('the network client refuses %s', async (url) => {
    const network = new EntraNetwork(cloudEndpoints('sandbox'), 1_000);
    await expect(network.sendPostRequestAsync(url, { body: 'client_secret=x' })).rejects.toThrow(
      ForeignOrigin,
    );
    await expect(network.sendGetRequestAsync(url)).rejects.toThrow(ForeignOrigin);
    expect(requests).toEqual([]);
  });
});

describe('slow and endless answers', () => {
  test('headers and body share one deadline', async () => {
    answer = async (response) => {
      await sleep(250);
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let sent = 0; sent < 100 && !response.destroyed; sent += 1) {
        response.write(' ');
        await sleep(20);
      }
      response.end('{}');
    };
    for (const call of [() => requestAccessToken(signIn, SHORT), () => findDirectory(signIn, SHORT)]) {
      const startedAt = performance.now();
      expect(await call()).toMatchObject({ ok: false, failure: { code: 'timed_out', raw: { status: 200 } } });
      expect(performance.now() - startedAt).toBeLessThan(900);
    }
  });

  test('more than 1 MB is not read', async () => {
    answer = json(200, `{"access_token":"${'x'.repeat(1_100_000)}"}`);
    expect(await requestAccessToken(signIn)).toMatchObject({
      ok: false,
      failure: { code: 'unknown', raw: { code: 'TOO_LARGE' } },
    });
  });

  test('a body shorter than announced is a broken connection', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"access_token":"eyJ0eXAiOiJKV1QiLCJub25jZSI');
      setTimeout(() => response.destroy(), 20);
    };
    const result = await requestAccessToken(signIn);
    expect(result).toMatchObject({ ok: false, failure: { code: 'unreachable', raw: { status: 200 } } });
    expect(JSON.stringify(result)).not.toContain('eyJ');
  });
});

describe('a secret that is echoed', () => {
  test('does not stay in the failure, in no spelling', async () => {
    answer = (response) => {
      const sent = requests.at(-1)?.body ?? '';
      const body = { error: 'invalid_client', error_description: `You sent ${sent} and ${SECRET}` };
      json(401, body, { 'x-ms-request-id': SECRET })(response, undefined as never);
    };
    const result = await requestAccessToken(signIn);
    expect(requests[0]?.body).toContain('client_secret=');
    expect(JSON.stringify(result)).toContain('client_secret=***');
    expect(JSON.stringify(result)).not.toContain('8Q~');
    expect(JSON.stringify(result)).not.toContain('8Q%7E');
  });
});

describe('sending', () => {
  const token = {
    value: 'eyJ0eXAi.eyJyb2xl.c2lnbmVk',
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
    answer = json(status, { error: { code: 'SomethingNew' } }, headers);
    expect(await sendMail(mail)).toMatchObject({ state, failure: { retryAfterSeconds } });
    expect(requests.map(({ url }) => url)).toEqual(["/v1.0/users/o'brien%2Ba%40b.example/sendMail"]);
  });

  test('the token does not stay in the failure', async () => {
    answer = (response, request) => json(400, `You sent ${request.headers.authorization}`)(response, request);
    const outcome = await sendMail(mail);
    expect(outcome).toMatchObject({ state: 'failed', failure: { raw: { message: 'You sent Bearer ***' } } });
  });

  test('a server that nobody listens on certainly did not take it', async () => {
    await stopListening();
    try {
      expect(await sendMail(mail, SHORT)).toMatchObject({
        state: 'failed',
        failure: { code: 'unreachable', raw: { code: 'ECONNREFUSED', status: null } },
      });
      expect(await requestAccessToken(signIn, SHORT)).toMatchObject({
        ok: false,
        failure: { code: 'unreachable', raw: { code: 'ECONNREFUSED' } },
      });
    } finally {
      await listen(port);
    }
  });

  test('a mail that waited for a connection until the deadline certainly was not taken', async () => {
    answer = () => {};
    // As many as there are connections to one origin, and one more.
    const busy = Array.from({ length: 64 }, () => sendMail(mail, { deadlineMs: 3_000 }));
    while (requests.length < 64) await sleep(10);
    expect(await sendMail(mail, { deadlineMs: 200 })).toMatchObject({
      state: 'failed',
      failure: { code: 'timed_out' },
    });
    await closeConnections();
    for (const outcome of await Promise.all(busy)) expect(outcome).toMatchObject({ state: 'unknown' });
    expect(requests).toHaveLength(64);
  });
});

describe('a directory that lives in another cloud', () => {
  const issuer = `https://login.microsoftonline.com/${TENANT}/v2.0`;
  test.each([
    [{ cloud_instance_name: 'microsoftonline.com', tenant_region_scope: 'NA' }, null],
    [
      {
        cloud_instance_name: 'microsoftonline.com',
        tenant_region_scope: 'NA',
        tenant_region_sub_scope: 'GCC',
      },
      null,
    ],
    [{ cloud_instance_name: 'microsoftonline.us', tenant_region_sub_scope: 'DODCON' }, 'gcc_high'],
    [{ cloud_instance_name: 'microsoftonline.us', tenant_region_sub_scope: 'DOD' }, 'dod'],
    [{ cloud_instance_name: 'microsoftonline.us', tenant_region_scope: 'USGov' }, 'gcc_high'],
    [{ cloud_instance_name: 'partner.microsoftonline.cn', tenant_region_scope: 'AS' }, 'china'],
    [{ cloud_instance_name: 'notmicrosoftonline.us.example' }, null],
    [{}, null],
    [{ cloud_instance_name: 7, tenant_region_scope: [] }, null],
  ])('%j names %s', async (named, otherCloud) => {
    answer = json(200, { issuer, ...named });
    expect(await findDirectory(signIn)).toMatchObject({ ok: true, value: { tenantId: TENANT, otherCloud } });
  });

  test.each([[{}], [{ issuer: 7 }], [{ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }]])(
    'an answer that names no directory (%j) is empty',
    async (body) => {
      answer = json(200, body);
      expect(await findDirectory(signIn)).toMatchObject({ ok: false, failure: { code: 'answered_empty' } });
    },
  );
});
