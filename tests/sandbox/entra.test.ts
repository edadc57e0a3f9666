import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { askToken, claimsOf, get, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.stop());

const refusals: readonly [scenario: string, status: number, error: string, code: number][] = [
  ['tenant-malformed', 400, 'invalid_request', 900023],
  ['unknown-tenant', 400, 'invalid_request', 90002],
  ['ids-exchanged', 400, 'invalid_request', 90002],
  ['client-id-malformed', 400, 'invalid_request', 700038],
  ['app-from-another-tenant', 400, 'unauthorized_client', 700016],
  ['app-disabled', 400, 'unauthorized_client', 7000112],
  ['wrong-secret', 401, 'invalid_client', 7000215],
  ['secret-id-pasted', 401, 'invalid_client', 7000215],
  ['expired-secret', 401, 'invalid_client', 7000222],
  ['conditional-access', 400, 'access_denied', 53003],
];

const badRequests: readonly [what: string, Record<string, string | undefined>, number, string, number][] = [
  ['no grant_type', { grant_type: undefined }, 400, 'invalid_request', 900144],
  ['an unknown grant_type', { grant_type: 'implicit' }, 400, 'unsupported_grant_type', 70003],
  [
    'a user grant without a secret',
    { grant_type: 'password', client_secret: undefined },
    401,
    'invalid_client',
    7000218,
  ],
  ['no client_id', { client_id: undefined }, 400, 'invalid_request', 900144],
  ['no scope', { scope: undefined }, 400, 'invalid_request', 900144],
  ['no client_secret', { client_secret: undefined }, 401, 'invalid_client', 7000216],
  ['an empty client_secret', { client_secret: '' }, 401, 'invalid_client', 7000216],
  [
    'a scope of one permission',
    { scope: 'https://graph.microsoft.com/Mail.Send' },
    400,
    'invalid_scope',
    1002012,
  ],
  [
    'a scope beside .default',
    { scope: 'https://graph.microsoft.com/.default openid' },
    400,
    'invalid_scope',
    70011,
  ],
  [
    'the Graph of another cloud',
    { scope: 'https://graph.microsoft.us/.default' },
    400,
    'invalid_resource',
    500011,
  ],
];

describe('the token endpoint', () => {
  test.each(refusals)('answers the scenario %s with %i %s %i', async (id, status, error, code) => {
    const answer = await askToken(sandbox, sandbox.scenario(id));
    expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([status, error, [code]]);
  });

  test.each(badRequests)('answers %s', async (_what, changes, status, error, code) => {
    const answer = await askToken(sandbox, sandbox.scenario('working-mailbox'), changes);
    expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([status, error, [code]]);
  });

  test('does not trim a secret', async () => {
    const working = sandbox.scenario('working-mailbox');
    const answer = await askToken(sandbox, working, { client_secret: ` ${working.values.clientSecret} ` });
    expect(answer.body.error_codes).toEqual([7000215]);
  });

  test('reads a form and nothing else, and only from POST', async () => {
    const working = sandbox.scenario('working-mailbox');
    const asJson = {
      headers: { 'Content-Type': 'application/json' },
      body: '{"grant_type":"client_credentials"}',
    };
    const answer = await askToken(sandbox, working, {}, asJson);
    expect([answer.status, answer.body.error_codes]).toEqual([400, [900144]]);
    expect(answer.body.error_description).toContain("'grant_type'");
    const got = await get(sandbox, `/${working.values.tenantId}/oauth2/v2.0/token`);
    expect([got.status, got.body.error_codes]).toEqual([400, [900561]]);
  });

  test('names no tenant when asked for any', async () => {
    const { values } = sandbox.scenario('working-mailbox');
    const answer = await askToken(sandbox, { values: { ...values, tenantId: 'common' } });
    expect([answer.status, answer.body.error_codes]).toEqual([400, [50059]]);
  });

  test('words a refusal like Entra, with the ids in the body, the text and the header', async () => {
    const correlation = '6f1f2b0e-2a3b-4c5d-8e9f-0a1b2c3d4e5f';
    const headers = { 'client-request-id': correlation, 'return-client-request-id': 'true' };
    const { body, headers: answered } = await askToken(
      sandbox,
      sandbox.scenario('wrong-secret'),
      {},
      { headers },
    );
    expect(Object.keys(body)).toEqual([
      'error',
      'error_description',
      'error_codes',
      'timestamp',
      'trace_id',
      'correlation_id',
      'error_uri',
    ]);
    expect(body.correlation_id).toBe(correlation);
    expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    expect(body.error_description).toMatch(/^AADSTS7000215: /);
    expect(body.error_description).toContain(
      `Trace ID: ${body.trace_id} Correlation ID: ${correlation} Timestamp: ${body.timestamp}`,
    );
    expect(body.error_uri).toBe('https://login.microsoftonline.com/error?code=7000215');
    expect(answered.get('x-ms-request-id')).toBe(body.trace_id);
    expect(answered.get('client-request-id')).toBe(correlation);
    expect(answered.get('cache-control')).toContain('no-store');
  });

  test('never repeats the secret', async () => {
    for (const scenario of sandbox.scenarios) {
      if (/slow|unreachable/.test(scenario.id)) continue;
      const answer = await askToken(sandbox, scenario);
      expect(JSON.stringify(answer.body)).not.toContain(scenario.values.clientSecret);
    }
  });
});

describe('a token', () => {
  test('is a signed JWT for Graph with the roles of the app, good for 3599 s', async () => {
    const working = sandbox.scenario('working-mailbox');
    const { body, headers } = await askToken(sandbox, working);
    expect([body.token_type, body.expires_in, body.ext_expires_in]).toEqual(['Bearer', 3599, 3599]);
    expect(headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const claims = claimsOf(body.access_token);
    expect(claims).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${working.values.tenantId}/`,
      tid: working.values.tenantId,
      appid: working.values.clientId,
      idtyp: 'app',
      roles: ['Mail.Send'],
    });
    expect(Number(claims.exp) - Date.now() / 1000).toBeGreaterThan(3595);
    const [head, payload, signature] = body.access_token.split('.');
    const keys = await get(sandbox, `/${working.values.tenantId}/discovery/v2.0/keys`);
    const key = createPublicKey({ key: keys.body.keys[0], format: 'jwk' });
    const signed = Buffer.from(`${head}.${payload}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(keys.body.keys[0]).not.toHaveProperty('d');
  });

  test.each([
    ['no-mail-send', undefined],
    ['rbac-scoped-app', undefined],
    ['excess-permission', ['Mail.ReadWrite', 'Mail.Send', 'User.Read.All']],
  ])('of %s holds the roles %j', async (id, roles) => {
    expect(claimsOf(await tokenOf(sandbox, sandbox.scenario(id))).roles).toEqual(roles);
  });

  test('is also issued to the domain name, and for the address of the sandbox itself', async () => {
    const claims = claimsOf(await tokenOf(sandbox, sandbox.scenario('tenant-by-domain')));
    expect(claims.tid).toMatch(/^[0-9a-f-]{36}$/);
    const own = await askToken(sandbox, sandbox.scenario('working-mailbox'), {
      scope: `${sandbox.url}/.default`,
    });
    expect(claimsOf(own.body.access_token).aud).toBe(sandbox.url);
  });
});

describe('discovery', () => {
  test('describes a tenant by GUID and by domain alike', async () => {
    const { tenantId } = sandbox.scenario('working-mailbox').values;
    const byId = await get(sandbox, `/${tenantId}/v2.0/.well-known/openid-configuration`);
    const byDomain = await get(sandbox, '/alder-bakery.example/v2.0/.well-known/openid-configuration');
    expect(byId.status).toBe(200);
    expect(byDomain.body).toEqual(byId.body);
    expect(byId.body).toMatchObject({
      token_endpoint: `${sandbox.url}/${tenantId}/oauth2/v2.0/token`,
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      cloud_instance_name: 'microsoftonline.com',
      msgraph_host: 'graph.microsoft.com',
    });
  });

  test.each([
    ['nobody.example', 90002],
    ['11111111-2222-4333-8444-555555555555', 90002],
    ['Harbour%20Hotel', 900023],
    ['contoso', 900023],
  ])('refuses %s with %i', async (tenant, code) => {
    const answer = await get(sandbox, `/${tenant}/v2.0/.well-known/openid-configuration`);
    expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([
      400,
      'invalid_tenant',
      [code],
    ]);
  });

  test('names itself as a login host', async () => {
    const asked = encodeURIComponent(`${sandbox.url}/alder-bakery.example/oauth2/v2.0/authorize`);
    const answer = await get(
      sandbox,
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`,
    );
    expect(answer.body.tenant_discovery_endpoint).toBe(
      `${sandbox.url}/alder-bakery.example/v2.0/.well-known/openid-configuration`,
    );
    expect(answer.body.metadata[0].aliases).toEqual([new URL(sandbox.url).host]);
    expect((await get(sandbox, '/common/discovery/instance')).status).toBe(400);
  });
});
