import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { factsOfCertificate } from '@/lib/certificate/certificate';
import { issueCertificate } from '@/lib/certificate/issue-certificate';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import type { Sandbox } from '@/sandbox/server';
import { keyOf, makeCertificate } from '../support/make-certificate';
import { signInOf, startStage } from './stage';

let sandbox: Sandbox;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterEach(() => sandbox.reset());
afterAll(() => end());

const known = makeCertificate();

function appOf(scenario: string) {
  const { clientSecret, ...rest } = signInOf(sandbox, scenario);
  return rest;
}

test('a certificate that Posthouse made signs in once it is uploaded, and not before', async () => {
  const signIn = appOf('working-mailbox');
  const { privateKey, certificate } = await issueCertificate('Posthouse', 2, new Date());
  const { thumbprintSha256 } = factsOfCertificate(certificate);
  const ask = () =>
    requestAccessToken({ ...signIn, certificate: { privateKey, certificate, thumbprintSha256 } });
  const before = await ask();
  expect(before).toMatchObject({ ok: false, failure: { raw: { code: 'AADSTS700027', status: 401 } } });
  expect(JSON.stringify(before)).not.toContain('PRIVATE KEY');
  sandbox.uploadCertificate(signIn.clientId, certificate);
  expect(await ask()).toMatchObject({ ok: true, value: { roles: ['Mail.Send'] } });
});

// MSAL sends a thumbprint as it is given: with colons it names no certificate, and Entra answers 700027.
test.each([
  ['colons', (hex: string) => hex.replace(/..(?=.)/g, '$&:')],
  ['blanks and small letters', (hex: string) => ` ${hex.toLowerCase().replace(/..(?=.)/g, '$& ')} `],
  ['what Windows puts before it', (hex: string) => `\u200e${hex}`],
])('a thumbprint written with %s signs in', async (_, write) => {
  const signIn = appOf('working-mailbox');
  sandbox.uploadCertificate(signIn.clientId, known.certificate);
  const { certificate } = keyOf(known);
  const thumbprintSha256 = write(known.thumbprintSha256);
  expect(
    await requestAccessToken({ ...signIn, certificate: { ...certificate, thumbprintSha256 } }),
  ).toMatchObject({
    ok: true,
  });
});
