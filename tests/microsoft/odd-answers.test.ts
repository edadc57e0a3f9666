import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessToken } from '@/lib/microsoft/access-token';
import { cloudEndpoints } from '@/lib/microsoft/clouds';
import { EntraNetwork, ForeignOrigin } from '@/lib/microsoft/entra-network';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import { json, type OddServer, startOddServer } from './odd-server';

let odd: OddServer;
beforeAll(async () => {
  odd = await startOddServer();
});
afterEach(() => odd.forget());
afterAll(() => odd.stop());

const SECRET = 'Abc8Q~only+a/test secret&value';
const clientSecret = new Secret(SECRET);
const TENANT = '11111111-2222-4333-8444-555555555555';
const signIn = { cloud: 'sandbox', tenantId: TENANT, clientId: TENANT, clientSecret } as const;
const SHORT = { deadlineMs: 400 };

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
    odd.answer = json(status, body);
    expect(await requestAccessToken(signIn)).toMatchObject({ ok: false, failure: { code, raw: { status } } });
    expect(odd.requests).toHaveLength(1);
  });

  test('an opaque token without an end is usable at once, has no roles, and is never kept', async () => {
    odd.answer = json(200, { access_token: 'opaque', token_type: 'Bearer' });
    const owner = { ...signIn, credentialKey: 'opaque' };
    const first = await accessToken(owner, async () => succeed({ clientSecret }));
    expect(first).toMatchObject({ ok: true, value: { roles: [], appDisplayName: null } });
    expect(first.ok && first.value.value.reveal()).toBe('opaque');
    await accessToken(owner, async () => succeed({ clientSecret }));
    expect(odd.requests).toHaveLength(2);
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
      odd.answer = json(status, {}, { location });
      expect(await requestAccessToken(signIn)).toMatchObject({
        ok: false,
        failure: { code: 'redirected', raw: { status } },
      });
      expect(await findDirectory(signIn)).toMatchObject({
        ok: false,
        failure: { code: 'redirected', raw: { status } },
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
    const network = new EntraNetwork(cloudEndpoints('sandbox'), AbortSignal.timeout(1_000));
    await expect(network.sendPostRequestAsync(url, { body: 'client_secret=x' })).rejects.toThrow(
      ForeignOrigin,
    );
    await expect(network.sendGetRequestAsync(url)).rejects.toThrow(ForeignOrigin);
    expect(odd.requests).toEqual([]);
  });
});

describe('slow and endless answers', () => {
  test('headers and body share one deadline', async () => {
    odd.answer = async (response) => {
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
      expect(await call()).toMatchObject({
        ok: false,
        failure: { code: 'answer_stalled', raw: { status: 200 } },
      });
      expect(performance.now() - startedAt).toBeLessThan(900);
    }
  });

  test('more than 1 MB is not read', async () => {
    odd.answer = json(200, `{"access_token":"${'x'.repeat(1_100_000)}"}`);
    expect(await requestAccessToken(signIn)).toMatchObject({
      ok: false,
      failure: { code: 'answer_too_large', raw: { code: 'TOO_LARGE' } },
    });
  });

  test('a body shorter than announced is a broken connection', async () => {
    odd.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"access_token":"eyJ0eXAiOiJKV1QiLCJub25jZSI');
      setTimeout(() => response.destroy(), 20);
    };
    const result = await requestAccessToken(signIn);
    expect(result).toMatchObject({ ok: false, failure: { code: 'answer_cut_off', raw: { status: 200 } } });
    expect(JSON.stringify(result)).not.toContain('eyJ');
  });
});

describe('a secret that is echoed', () => {
  test('does not stay in the failure, in no spelling', async () => {
    odd.answer = (response) => {
      const sent = odd.requests.at(-1)?.body ?? '';
      const body = { error: 'invalid_client', error_description: `You sent ${sent} and ${SECRET}` };
      json(401, body, { 'x-ms-request-id': SECRET })(response, undefined as never);
    };
    const result = await requestAccessToken(signIn);
    expect(odd.requests[0]?.body).toContain('client_secret=');
    expect(JSON.stringify(result)).toContain('client_secret=***');
    expect(JSON.stringify(result)).not.toContain('8Q~');
    expect(JSON.stringify(result)).not.toContain('8Q%7E');
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
    odd.answer = json(200, { issuer, ...named });
    expect(await findDirectory(signIn)).toMatchObject({ ok: true, value: { tenantId: TENANT, otherCloud } });
  });

  test.each([[{}], [{ issuer: 7 }], [{ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }]])(
    'an answer that names no directory (%j) is empty',
    async (body) => {
      odd.answer = json(200, body);
      expect(await findDirectory(signIn)).toMatchObject({ ok: false, failure: { code: 'answered_empty' } });
    },
  );
});
