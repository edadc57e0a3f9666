import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { Secret } from '@/lib/secret';
import type { Fault } from '@/sandbox/faults';
import type { Sandbox } from '@/sandbox/server';
import { signInOf, startStage } from './stage';

let sandbox: Sandbox;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterEach(() => sandbox.reset());
afterAll(() => end());

const SHORT = { deadlineMs: 400 };
const uuid = /^[0-9a-f-]{36}$/;

describe('a sign-in', () => {
  test('that works gives the token, its end, its permissions and the name of the app, with one request', async () => {
    const result = await requestAccessToken(signInOf(sandbox, 'excess-permission'));
    expect(result).toMatchObject({
      ok: true,
      value: { roles: ['Mail.ReadWrite', 'Mail.Send', 'User.Read.All'], appDisplayName: 'Helpdesk Mailer' },
    });
    if (!result.ok) return;
    expect(result.value.value.reveal().split('.')).toHaveLength(3);
    const minutesLeft = (result.value.expiresAt.getTime() - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(58);
    expect(minutesLeft).toBeLessThan(61);
    expect(sandbox.requests().map(({ method, path }) => [method, path])).toEqual([
      ['POST', `/${signInOf(sandbox, 'excess-permission').tenantId}/oauth2/v2.0/token`],
    ]);
  });

  test('by domain name works', async () => {
    expect(await requestAccessToken(signInOf(sandbox, 'tenant-by-domain'))).toMatchObject({ ok: true });
  });

  test('of an app without a permission gives a token without roles', async () => {
    const result = await requestAccessToken(signInOf(sandbox, 'no-mail-send'));
    expect(result).toMatchObject({ ok: true, value: { roles: [] } });
  });

  test.each([
    ['unknown-tenant', 'tenant_not_found', 'AADSTS90002', 400],
    ['ids-exchanged', 'tenant_not_found', 'AADSTS90002', 400],
    ['app-from-another-tenant', 'app_not_in_tenant', 'AADSTS700016', 400],
    ['client-id-malformed', 'client_id_malformed', 'AADSTS700038', 400],
    ['wrong-secret', 'secret_wrong', 'AADSTS7000215', 401],
    ['secret-id-pasted', 'secret_id_sent', 'AADSTS7000215', 401],
    ['expired-secret', 'secret_expired', 'AADSTS7000222', 401],
    ['app-disabled', 'app_disabled', 'AADSTS7000112', 400],
    ['conditional-access', 'conditional_access', 'AADSTS53003', 400],
    ['sign-in-503', 'microsoft_unavailable', 'AADSTS90033', 503],
    ['sign-in-throttled', 'sign_in_throttled', 'AADSTS90055', 429],
  ])('%s is %s (%s, HTTP %i)', async (scenario, code, rawCode, status) => {
    const signIn = signInOf(sandbox, scenario);
    const result = await requestAccessToken(signIn);
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code,
        retryAfterSeconds: scenario === 'sign-in-throttled' ? 30 : null,
        raw: {
          status,
          code: rawCode,
          message: expect.stringMatching(new RegExp(`^${rawCode}: `)),
          requestId: expect.stringMatching(uuid),
          correlationId: expect.stringMatching(uuid),
        },
      },
    });
    expect(JSON.stringify(result)).not.toContain(signIn.clientSecret.reveal());
  });

  test.each([
    ['sign-in-unreachable', 'connection_reset', 'ECONNRESET', null],
    ['sign-in-slow', 'timed_out', 'ETIMEDOUT', null],
    ['sign-in-slow-body', 'answer_stalled', 'ETIMEDOUT', 200],
    ['sign-in-html', 'answered_html', null, 200],
    ['sign-in-empty', 'answered_empty', null, 200],
    ['sign-in-truncated', 'answer_cut_off', null, 200],
  ])('%s is %s', async (scenario, code, rawCode, status) => {
    const startedAt = performance.now();
    const result = await requestAccessToken(signInOf(sandbox, scenario), SHORT);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(result).toMatchObject({ ok: false, failure: { code, raw: { code: rawCode, status } } });
  });

  test.each(['Harbour Hotel', 'common', 'a/b.example', '../x.example', 'x.example?y=1', '', 'x.example#'])(
    'to a tenant written %j is refused before the secret leaves',
    async (tenantId) => {
      const result = await requestAccessToken({ ...signInOf(sandbox, 'working-mailbox'), tenantId });
      expect(result).toMatchObject({
        ok: false,
        failure: { code: 'tenant_malformed', raw: { status: null } },
      });
      expect(sandbox.requests()).toEqual([]);
    },
  );

  test('with a wrong secret fails right after one with the good secret', async () => {
    const good = signInOf(sandbox, 'working-mailbox');
    expect(await requestAccessToken(good)).toMatchObject({ ok: true });
    const clientSecret = new Secret(`${good.clientSecret.reveal()} `);
    const wrong = await requestAccessToken({ ...good, clientSecret });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'secret_wrong' } });
    expect(sandbox.requests()).toHaveLength(2);
  });

  test.each([429, 503])('after a %i asks Microsoft again at once', async (status) => {
    sandbox.addFault({ where: 'token', when: 'before', kind: 'status', status, times: 1 });
    const signIn = signInOf(sandbox, 'working-mailbox');
    expect(await requestAccessToken(signIn)).toMatchObject({ ok: false });
    expect(await requestAccessToken(signIn)).toMatchObject({ ok: true });
    expect(sandbox.requests()).toHaveLength(2);
  });

  test('stays with its cloud when MSAL_FORCE_REGION is set', async () => {
    process.env.MSAL_FORCE_REGION = 'westeurope';
    try {
      expect(await requestAccessToken(signInOf(sandbox, 'working-mailbox'))).toMatchObject({ ok: true });
    } finally {
      delete process.env.MSAL_FORCE_REGION;
    }
  });

  test('without a secret is a failure, not an exception', async () => {
    const clientSecret = new Secret('');
    const result = await requestAccessToken({ ...signInOf(sandbox, 'working-mailbox'), clientSecret });
    expect(result).toMatchObject({ ok: false, failure: { code: 'unknown' } });
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('looking a directory up', () => {
  test('by GUID and by domain name gives its GUID, and no other cloud', async () => {
    const { tenantId } = signInOf(sandbox, 'wrong-secret');
    const found = { ok: true, value: { tenantId, otherCloud: null } };
    expect(await findDirectory({ cloud: 'sandbox', tenantId })).toEqual(found);
    expect(await findDirectory({ cloud: 'sandbox', tenantId: tenantId.toUpperCase() })).toEqual(found);
    expect(await findDirectory({ cloud: 'sandbox', tenantId: 'harbour-hotel.example' })).toEqual(found);
  });

  test('that does not exist says so', async () => {
    const { tenantId } = signInOf(sandbox, 'unknown-tenant');
    expect(await findDirectory({ cloud: 'sandbox', tenantId })).toMatchObject({
      ok: false,
      failure: { code: 'tenant_not_found', raw: { status: 400, code: 'AADSTS90002' } },
    });
    expect(await findDirectory({ cloud: 'sandbox', tenantId: 'nowhere.example' })).toMatchObject({
      ok: false,
      failure: { code: 'tenant_not_found' },
    });
  });

  test('that is written like none is not asked for', async () => {
    expect(await findDirectory({ cloud: 'sandbox', tenantId: 'Harbour Hotel' })).toMatchObject({
      ok: false,
      failure: { code: 'tenant_malformed' },
    });
    expect(sandbox.requests()).toEqual([]);
  });

  const faults: readonly [Omit<Fault, 'where' | 'when'>, string][] = [
    [{ kind: 'reset' }, 'connection_reset'],
    [{ kind: 'stall' }, 'timed_out'],
    [{ kind: 'stall-body' }, 'answer_stalled'],
    [{ kind: 'html' }, 'answered_html'],
    [{ kind: 'html', status: 502 }, 'answered_html'],
    [{ kind: 'empty' }, 'answered_empty'],
    [{ kind: 'truncated' }, 'answer_cut_off'],
    [{ kind: 'status', status: 429, retryAfter: '9' }, 'sign_in_throttled'],
    [{ kind: 'status', status: 503 }, 'microsoft_unavailable'],
  ];
  test.each(faults)('behind a fault (%j) is %s', async (fault, code) => {
    sandbox.addFault({ where: 'openid', when: 'before', ...fault });
    const { tenantId } = signInOf(sandbox, 'working-mailbox');
    expect(await findDirectory({ cloud: 'sandbox', tenantId }, SHORT)).toMatchObject({
      ok: false,
      failure: { code },
    });
  });
});
