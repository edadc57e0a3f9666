import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { factsOfCertificate } from '@/lib/certificate/certificate';
import { issueCertificate } from '@/lib/certificate/issue-certificate';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import type { Sandbox } from '@/sandbox/server';
import { keyOf, makeCertificate } from '../support/make-certificate';
import { signInOf, startStage } from './stage';

let sandbox: Sandbox;
let end: () => Promise<void>;
/** How far Microsoft's clock is ahead of ours, in seconds. */
let aheadSeconds = 0;
beforeAll(async () => {
  ({ sandbox, end } = await startStage({ now: () => new Date(Date.now() + aheadSeconds * 1_000) }));
});
afterEach(() => {
  aheadSeconds = 0;
  sandbox.reset();
});
afterAll(() => end());

const known = makeCertificate();
const ended = makeCertificate({ from: new Date('2024-01-01'), to: new Date('2025-01-01') });

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

// The sandbox looks at a real assertion of MSAL's: which certificate it names, and when it was made.
describe('an assertion is refused', () => {
  const withKeyOf = (certificate: typeof known) =>
    requestAccessToken({ ...appOf('working-mailbox'), ...keyOf(certificate) });
  const upload = ({ certificate }: typeof known) =>
    sandbox.uploadCertificate(appOf('working-mailbox').clientId, certificate);
  const refused = (code: string, raw: string) => ({ ok: false, failure: { code, raw: { code: raw } } });

  test('of a certificate that is not uploaded', async () => {
    upload(ended);
    expect(await withKeyOf(known)).toMatchObject(refused('certificate_unknown', 'AADSTS700027'));
  });

  test('of a certificate that has ended', async () => {
    upload(ended);
    expect(await withKeyOf(ended)).toMatchObject(refused('certificate_expired', 'AADSTS700027'));
  });

  test.each([
    ['behind', 1_000],
    ['ahead of', -1_000],
  ])('of a clock that goes %s Microsoft’s, until it is right again', async (_, seconds) => {
    upload(known);
    aheadSeconds = seconds;
    expect(await withKeyOf(known)).toMatchObject(refused('clock_wrong', 'AADSTS700024'));
    aheadSeconds = 0;
    expect(await withKeyOf(known)).toMatchObject({ ok: true });
  });
});

// MSAL sends a thumbprint as it is given, and one with colons names no certificate: see msal-traps.test.ts.
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
