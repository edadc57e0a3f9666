import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { keyOf, makeCertificate } from '../support/make-certificate';
import { json, type OddServer, startOddServer } from './odd-server';

let odd: OddServer;
beforeAll(async () => {
  odd = await startOddServer();
});
afterAll(() => odd.stop());

test('an assertion is signed with PS256 and names its certificate by SHA-256 alone', async () => {
  odd.answer = json(401, { error: 'invalid_client' });
  const known = makeCertificate();
  const app = {
    cloud: 'sandbox',
    tenantId: '0b7f8c1e-1111-4222-8333-444455556666',
    clientId: '0b7f8c1e-1111-4222-8333-777788889999',
  } as const;
  await requestAccessToken({ ...app, ...keyOf(known) });
  const form = new URLSearchParams(odd.requests[0]?.body);
  expect(form.has('client_secret')).toBe(false);
  const [head, body] = (form.get('client_assertion') ?? '').split('.');
  expect(readPart(head)).toMatchObject({
    alg: 'PS256',
    'x5t#S256': Buffer.from(known.thumbprintSha256, 'hex').toString('base64url'),
    x5c: [known.certificate.replace(/-----.*-----|\n/g, '')],
  });
  expect(readPart(head)).not.toHaveProperty('x5t');
  expect(readPart(body)).toMatchObject({ iss: app.clientId, sub: app.clientId });
});

const readPart = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());
