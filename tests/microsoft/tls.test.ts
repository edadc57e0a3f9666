import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { CloudEndpoints } from '@/lib/microsoft/clouds';
import { closeConnections, exchange } from '@/lib/microsoft/exchange';
import { selfSigned } from '@/tests/support/self-signed';
import { pointSandboxCloudAt } from './stage';

let server: Server | undefined;
let requests = 0;
/** Why the server gave a handshake up. */
let refusals: string[] = [];

beforeAll(() => pointSandboxCloudAt('http://127.0.0.1:1'));
afterEach(async () => {
  await closeConnections();
  await new Promise((done) => (server ? server.close(done) : done(null)));
});

/** Asks a server that speaks TLS with a certificate of its own making, as if it were Microsoft's sign-in. */
async function ask(options: TlsOptions = {}): Promise<unknown> {
  requests = 0;
  const noted: string[] = [];
  refusals = noted;
  server = createServer({ ...selfSigned(), ...options }, (_request, response) => {
    requests += 1;
    response.end('{}');
  });
  server.on('tlsClientError', (error) => noted.push((error as { code?: string }).code ?? error.message));
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  const endpoints: CloudEndpoints = {
    cloud: 'global',
    loginUrl: origin,
    graphUrl: origin,
    portalUrl: origin,
    scope: `${origin}/.default`,
  };
  const request = { method: 'POST', path: '/', headers: {}, body: 'client_secret=x' } as const;
  return exchange(endpoints, 'login', request, AbortSignal.timeout(3_000));
}

test('a server whose certificate nobody vouches for gets no request', async () => {
  await expect(ask()).rejects.toMatchObject({
    kind: 'unreachable',
    causeCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  expect(requests).toBe(0);
});

test('a server that knows no more than TLS 1.1 gets no request', async () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await expect(ask(old)).rejects.toMatchObject({
    kind: 'unreachable',
    causeCode: expect.stringMatching(/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/),
  });
  expect(refusals).toEqual(['ERR_SSL_UNSUPPORTED_PROTOCOL']);
  expect(requests).toBe(0);
});
