import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Scenario } from '@/sandbox/directory';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { assertionOf, type MadeCertificate, makeCertificate } from '../support/make-certificate';
import { askToken, claimsOf } from './call-sandbox';

let sandbox: Sandbox;
let scenario: Scenario;
const known = makeCertificate();
const other = makeCertificate();
const ended = makeCertificate({ from: new Date('2024-01-01'), to: new Date('2025-01-01') });
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  scenario = sandbox.scenario('working-mailbox');
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const named = (thumbprint: string) => Buffer.from(thumbprint, 'hex').toString('base64url');
const ps256 = (of: MadeCertificate) => ({ alg: 'PS256', 'x5t#S256': named(of.thumbprintSha256) });

function goodClaims() {
  const { tenantId, clientId } = scenario.values;
  const now = Math.floor(Date.now() / 1000);
  const aud = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
  return { aud, iss: clientId, sub: clientId, jti: 'one', nbf: now, iat: now, exp: now + 600 };
}

/** Asks for a token with an assertion instead of the secret. */
function ask(
  header: Record<string, unknown> = ps256(known),
  claims: Record<string, unknown> = {},
  key = known.privateKey,
) {
  return askToken(sandbox, scenario, {
    client_secret: undefined,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertionOf(key, header, { ...goodClaims(), ...claims }),
  });
}

describe('a client assertion', () => {
  test.each([
    ['PS256 and x5t#S256', () => ps256(known)],
    ['RS256 and x5t', () => ({ alg: 'RS256', x5t: named(known.thumbprintSha1) })],
    ['RS256 and x5t#S256', () => ({ alg: 'RS256', 'x5t#S256': named(known.thumbprintSha256) })],
  ])('with %s, signed by an uploaded certificate, gets a token', async (_, header) => {
    sandbox.uploadCertificate(scenario.values.clientId, known.certificate);
    const answer = await ask(header());
    expect(answer.status).toBe(200);
    expect(claimsOf(answer.body.access_token)).toMatchObject({ roles: ['Mail.Send'] });
  });

  test('may name the issuer of its tenant as its audience, and the tenant by a domain', async () => {
    sandbox.uploadCertificate(scenario.values.clientId, known.certificate);
    const { tenantId } = scenario.values;
    const domain = scenario.values.mailboxAddress.split('@')[1];
    for (const path of [`${tenantId}/v2.0`, `${domain}/oauth2/v2.0/token`]) {
      expect(await ask(ps256(known), { aud: `https://login.microsoftonline.com/${path}` })).toMatchObject({
        status: 200,
      });
    }
  });

  const now = Math.floor(Date.now() / 1000);
  const host = 'https://login.microsoftonline.com';
  test.each<[string, number, RegExp, Parameters<typeof ask>]>([
    [
      'of another certificate',
      700027,
      /key was not found.*'[0-9A-F]{64}'/,
      [ps256(other), {}, other.privateKey],
    ],
    ['signed with another key', 700027, /signature validation/, [ps256(known), {}, other.privateKey]],
    [
      'named by a thumbprint with colons',
      700027,
      /key was not found/,
      [{ alg: 'PS256', 'x5t#S256': named('AA') }],
    ],
    ['without a thumbprint', 700027, /key was not found/, [{ alg: 'PS256' }]],
    ['of a certificate that has ended', 700027, /expired.*End=/, [ps256(ended), {}, ended.privateKey]],
    ['of an algorithm that is none of the two', 50012, /RS512/, [{ ...ps256(known), alg: 'RS512' }]],
    ['that is over', 700024, /valid time range/, [ps256(known), { nbf: now - 2_000, exp: now - 400 }]],
    ['that has not begun', 700024, /valid time range/, [ps256(known), { nbf: now + 400, exp: now + 1_000 }]],
    ['of another client', 700021, /client_id/, [ps256(known), { sub: known.thumbprintSha1 }]],
    ['whose issuer is another', 700021, /client_id/, [ps256(known), { iss: 'x' }]],
    [
      'for another tenant',
      700023,
      /audience/,
      [ps256(known), { aud: `${host}/elm-library.example/oauth2/v2.0/token` }],
    ],
    [
      'for another cloud',
      700023,
      /audience/,
      [ps256(known), { aud: 'https://login.microsoftonline.us/a/v2.0' }],
    ],
    ['without an id', 50027, /jti/, [ps256(known), { jti: undefined }]],
    ['without an end', 50027, /exp/, [ps256(known), { exp: undefined }]],
  ])('%s is AADSTS%i', async (_, code, text, asked) => {
    sandbox.uploadCertificate(scenario.values.clientId, known.certificate);
    sandbox.uploadCertificate(scenario.values.clientId, ended.certificate);
    const answer = await ask(...asked);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: 'invalid_client', error_codes: [code] });
    expect(answer.body.error_description).toMatch(text);
  });

  test('that is no JWT, or is not said to be one, is refused', async () => {
    const changes = { client_secret: undefined, client_assertion: 'a.b' };
    expect((await askToken(sandbox, scenario, changes)).body.error_codes).toEqual([900144]);
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const answer = await askToken(sandbox, scenario, { ...changes, client_assertion_type });
    expect(answer.body.error_codes).toEqual([50027]);
  });
});

describe('POST /sandbox/certificates', () => {
  const upload = (clientId: string, body: string, type = 'application/x-x509-ca-cert') =>
    fetch(`${sandbox.url}/sandbox/certificates?clientId=${clientId}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    });

  test('uploads a .cer to an app, as its administrator would, and shows what Entra shows', async () => {
    const answer = await upload(scenario.values.clientId.toUpperCase(), known.certificate);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ thumbprint: known.thumbprintSha1 });
    expect((await ask()).status).toBe(200);
  });

  test('refuses what is no certificate, an app that is not there, and a type that any page could post', async () => {
    const { clientId } = scenario.values;
    for (const [id, body, type] of [
      [clientId, 'no certificate', undefined],
      ['none', known.certificate, undefined],
      [clientId, known.certificate, 'text/plain'],
    ] as const) {
      expect((await upload(id, body, type)).status).toBe(400);
    }
    expect((await ask()).status).toBe(401);
  });
});
