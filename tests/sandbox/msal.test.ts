import { ConfidentialClientApplication, type INetworkModule, type NetworkResponse } from '@azure/msal-node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scenario } from '@/sandbox/directory';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { claimsOf, GRAPH_SCOPE } from './call-sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

/** MSAL wants an https authority; this carries every request to the sandbox, whatever host it was meant for. */
const toSandbox = (): INetworkModule => {
  const send = async <T>(url: string, init: RequestInit): Promise<NetworkResponse<T>> => {
    const { pathname, search } = new URL(url);
    const response = await fetch(`${sandbox.url}${pathname}${search}`, init);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => send(url, { headers: options?.headers ?? {} }),
    sendPostRequestAsync: (url, options) =>
      send(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
  };
};

const acquire = ({ values }: Scenario, authority: string, knownAuthorities: string[] = []) =>
  new ConfidentialClientApplication({
    auth: {
      clientId: values.clientId,
      clientSecret: values.clientSecret,
      authority: `${authority}/${values.tenantId}`,
      knownAuthorities,
    },
    system: { networkClient: toSandbox() },
  }).acquireTokenByClientCredential({ scopes: [GRAPH_SCOPE] });

describe('the real MSAL', () => {
  test('gets a token with roles, under Microsoft’s own host name', async () => {
    const result = await acquire(sandbox.scenario('working-mailbox'), 'https://login.microsoftonline.com');
    expect(claimsOf(result?.accessToken ?? '').roles).toEqual(['Mail.Send']);
    expect(result?.expiresOn?.getTime()).toBeGreaterThan(Date.now() + 3500_000);
    expect(sandbox.requests().map(({ path }) => path)).toEqual([
      expect.stringMatching(/\/oauth2\/v2\.0\/token$/),
    ]);
  });

  test('gets a token after discovery, under the address of the sandbox', async () => {
    const authority = sandbox.url.replace('http:', 'https:');
    const result = await acquire(sandbox.scenario('tenant-by-domain'), authority, [new URL(authority).host]);
    expect(claimsOf(result?.accessToken ?? '').roles).toEqual(['Mail.Send']);
    expect(sandbox.requests().map(({ path }) => path.split('/').slice(2).join('/'))).toEqual([
      'oauth2/v2.0/token',
      'v2.0/.well-known/openid-configuration',
    ]);
  });

  const rows: readonly [scenario: string, errorCode: string, errorNo: string, status: number][] = [
    ['wrong-secret', 'invalid_client', '7000215', 401],
    ['expired-secret', 'invalid_client', '7000222', 401],
    ['app-from-another-tenant', 'unauthorized_client', '700016', 400],
    ['app-disabled', 'unauthorized_client', '7000112', 400],
    ['unknown-tenant', 'invalid_request', '90002', 400],
    ['tenant-malformed', 'invalid_request', '900023', 400],
    ['client-id-malformed', 'invalid_request', '700038', 400],
    ['conditional-access', 'access_denied', '53003', 400],
    ['sign-in-503', 'temporarily_unavailable', '90033', 503],
    ['sign-in-throttled', 'temporarily_unavailable', '90055', 429],
  ];
  test.each(rows)('meets %s as %s %s with status %i', async (id, errorCode, errorNo, status) => {
    const failed = acquire(sandbox.scenario(id), 'https://login.microsoftonline.com');
    const error = await failed.then(
      () => undefined,
      (reason: Record<string, unknown>) => reason,
    );
    expect(error).toMatchObject({ name: 'ServerError', errorCode, status });
    expect(String(error?.errorNo)).toBe(errorNo);
  });
});
