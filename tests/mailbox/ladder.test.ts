import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { climbLadder } from '@/lib/mailbox/climb-ladder';
import { CHECK_NAMES, type CheckState, type OutcomeCode } from '@/lib/mailbox/connection-test';
import { Secret } from '@/lib/secret';
import type { Sandbox } from '@/sandbox/server';
import { startStage } from '@/tests/microsoft/stage';

let sandbox: Sandbox;
let end: () => Promise<void>;

beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterAll(() => end());

/** How long a person may wait at most until the ladder says something. */
const LONGEST_MS = 15_000;

// One letter a rung: passed, failed, not reached, not proven.
const LETTERS: Record<CheckState, string> = { passed: 'P', failed: 'F', not_reached: '-', not_proven: '?' };

function valuesOf(scenarioId: string) {
  const { tenantId, clientId, mailboxAddress, ...rest } = sandbox.scenario(scenarioId).values;
  const clientSecret = new Secret(rest.clientSecret);
  return { cloud: 'sandbox', tenantId, clientId, clientSecret, mailboxAddress, secretIsValue: false };
}

async function climb(scenarioId: string, changes: Partial<ReturnType<typeof valuesOf>> = {}) {
  const values = { ...valuesOf(scenarioId), ...changes };
  const since = performance.now();
  const report = await climbLadder(values);
  expect(performance.now() - since).toBeLessThan(LONGEST_MS);
  expect(report.checks.map(({ name }) => name)).toEqual([...CHECK_NAMES]);
  expect(JSON.stringify(report)).not.toContain(values.clientSecret.reveal());
  return { report, rungs: report.checks.map(({ state }) => LETTERS[state]).join('') };
}

const SCENARIOS: readonly (readonly [string, string, OutcomeCode | null])[] = [
  ['tenant-by-domain', 'PPPPP', null],
  ['rbac-scoped-app', 'PPPPP', null],
  ['rbac-outside-scope', 'PPPF-', 'permission_missing'],
  ['rbac-large-mail', 'PPPPP', null],
  ['excess-permission', 'PPPPP', null],
  ['app-reads-itself', 'PPPPP', null],
  ['secrets-with-one-hint', 'PPPPP', null],
  ['secret-removed', 'PPPPP', null],
  ['tenant-malformed', 'F----', 'tenant_id_name'],
  ['client-id-malformed', 'F----', 'client_id_name'],
  ['unknown-tenant', 'PF---', 'tenant_not_found'],
  ['tenant-in-gcc-high', 'PPF--', 'tenant_in_other_cloud'],
  ['tenant-in-dod', 'PPF--', 'tenant_in_other_cloud'],
  ['tenant-in-china', 'PPF--', 'tenant_in_other_cloud'],
  ['ids-exchanged', 'PF---', 'tenant_not_found'],
  ['app-from-another-tenant', 'PPF--', 'app_not_in_tenant'],
  ['wrong-secret', 'PPF--', 'secret_wrong'],
  ['secret-id-pasted', 'F----', 'secret_is_id'],
  ['expired-secret', 'PPF--', 'secret_expired'],
  ['app-disabled', 'PPF--', 'app_disabled'],
  ['conditional-access', 'PPF--', 'conditional_access'],
  ['no-mail-send', 'PPPF-', 'permission_missing'],
  ['other-permission-only', 'PPPF-', 'permission_missing'],
  ['access-policy', 'PPPPF', 'access_policy_blocks'],
  ['no-such-mailbox', 'PPPPF', 'mailbox_not_found'],
  ['mailbox-without-exchange', 'PPPPF', 'mailbox_without_exchange'],
  ['tenant-without-exchange', 'PPPPF', 'exchange_not_found'],
  ['directory-unreachable', 'PF---', 'connection_reset'],
  ['directory-html', 'PF---', 'answered_html'],
  ['sign-in-unreachable', 'PPF--', 'connection_reset'],
  ['sign-in-slow', 'PPF--', 'timed_out'],
  ['sign-in-slow-body', 'PPF--', 'answer_stalled'],
  ['sign-in-html', 'PPF--', 'answered_html'],
  ['sign-in-empty', 'PPF--', 'answered_empty'],
  ['sign-in-truncated', 'PPF--', 'answer_cut_off'],
  ['sign-in-503', 'PPF--', 'microsoft_unavailable'],
  ['sign-in-throttled', 'PPF--', 'sign_in_throttled'],
  ['throttled', 'PPPPF', 'mailbox_busy'],
  ['graph-unreachable', 'PPPPF', 'connection_reset'],
  ['graph-slow', 'PPPPF', 'timed_out'],
  ['graph-html', 'PPPPF', 'answered_html'],
  ['graph-empty', 'PPPPF', 'answered_empty'],
  ['graph-503', 'PPPPF', 'microsoft_unavailable'],
  ['graph-500', 'PPPPF', 'microsoft_unavailable'],
  // The mail without recipients is not accepted, so there is no acceptance whose answer could be lost.
  ['accepted-504', 'PPPPP', null],
  ['accepted-reset', 'PPPPP', null],
  ['accepted-slow', 'PPPPP', null],
];

test('every scenario of the sandbox stands in the table, or is one that works', () => {
  const inTable = SCENARIOS.map(([id]) => id);
  const others = sandbox.scenarios.map(({ id }) => id).filter((id) => !id.startsWith('working-'));
  expect(others.sort()).toEqual([...inTable].sort());
});

describe.concurrent('each scenario ends where it should', () => {
  test.each(SCENARIOS)('%s: %s, %s', { timeout: 20_000 }, async (id, rungs, code) => {
    const climbed = await climb(id);
    expect(climbed.rungs).toBe(rungs);
    expect(climbed.report.code).toBe(code);
    expect(climbed.report.verdict).toBe(code ? 'failed' : 'passed');
    const failed = climbed.report.checks.find(({ state }) => state === 'failed');
    expect(failed?.code ?? null).toBe(code);
  });
});

test('every working mailbox passes, and nothing is sent by a test', async () => {
  for (const { id } of sandbox.scenarios.filter((scenario) => scenario.id.startsWith('working-'))) {
    expect((await climb(id)).rungs).toBe('PPPPP');
  }
  expect(sandbox.accepted()).toEqual([]);
});

const factsOf = async (id: string, name: string) => {
  const { report } = await climb(id);
  return report.checks.find((check) => check.name === name)?.facts;
};

test('a domain name is resolved to the GUID of its directory', async () => {
  const { values } = sandbox.scenario('wrong-secret');
  expect(await factsOf('tenant-by-domain', 'directory')).toEqual({ tenantId: values.tenantId });
});

test('a GUID that is the directory already is no news', async () => {
  expect(await factsOf('working-mailbox', 'directory')).toEqual({});
});

test.each([
  ['tenant-in-gcc-high', 'gcc_high'],
  ['tenant-in-dod', 'dod'],
  ['tenant-in-china', 'china'],
])('the directory of %s is told to live in %s', async (id, otherCloud) => {
  expect(await factsOf(id, 'directory')).toEqual({ otherCloud });
});

test('what the app may do beyond Mail.Send is listed', async () => {
  expect(await factsOf('excess-permission', 'permission')).toMatchObject({
    excessRoles: ['Mail.ReadWrite', 'User.Read.All'],
  });
});

test('an app that Exchange alone lets send passes, and is said to', async () => {
  expect(await factsOf('rbac-scoped-app', 'permission')).toMatchObject({
    grantedInExchange: true,
    roles: [],
    excessRoles: [],
  });
});

test('Microsoft is asked to wait for as long as it says', async () => {
  expect(await factsOf('throttled', 'mailbox')).toMatchObject({ retryAfterSeconds: 20 });
});

test('the raw answer is kept with its code, its ids and its time', async () => {
  const { report } = await climb('wrong-secret');
  expect(report.checks[2]?.raw).toMatchObject({ status: 401, code: 'AADSTS7000215' });
  expect(report.checks[2]?.raw?.requestId).toBeTruthy();
  expect(Date.parse(report.checks[2]?.raw?.at ?? '')).toBeCloseTo(Date.now(), -5);
});

test('a missing role is no verdict while the mailbox itself could not be asked about', async () => {
  const { clientId } = sandbox.scenario('no-mail-send').values;
  sandbox.addFault({ where: 'graph', when: 'before', kind: 'html', clientId, times: 1 });
  const { report, rungs } = await climb('no-mail-send');
  expect(rungs).toBe('PPP?F');
  expect(report.code).toBe('answered_html');
  expect(report.checks[3]?.code).toBe('permission_not_proven');
});

test.each([
  ['InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.', 'token_refused'],
  [
    'InvalidAuthenticationToken',
    'Access token validation failure. Invalid audience.',
    'token_for_another_cloud',
  ],
  ['Unauthenticated', 'Words that change.', 'token_refused'],
  ['NoPermissionsInAccessToken', 'Words that change.', 'permission_missing'],
  // Nothing says that it is the token itself.
  ['SomethingNew', 'Words that change.', 'permission_missing'],
] as const)('a 401 %s of a token without permissions, %j: %s', async (code, message, outcome) => {
  const { clientId } = sandbox.scenario('no-mail-send').values;
  const body = { error: { code, message } };
  const fault = { where: 'graph', when: 'before', kind: 'answer', status: 401, body } as const;
  sandbox.addFault({ ...fault, clientId, times: 1 });
  const { report, rungs } = await climb('no-mail-send');
  expect([rungs, report.code]).toEqual(['PPPF-', outcome]);
});

test('a test always asks anew: two tests are two sign-ins', async () => {
  sandbox.reset();
  await climb('working-mailbox');
  await climb('working-mailbox');
  const signIns = sandbox.requests().filter(({ path }) => path.endsWith('/oauth2/v2.0/token'));
  expect(signIns).toHaveLength(2);
});

describe('the first rung asks nothing of Microsoft', () => {
  test.each<
    [
      Partial<Record<'cloud' | 'mailboxAddress' | 'tenantId' | 'clientId' | 'clientSecret', string>>,
      OutcomeCode,
    ]
  >([
    [{ cloud: '' }, 'cloud_missing'],
    [{ cloud: 'mars' }, 'cloud_missing'],
    [{ mailboxAddress: '' }, 'address_missing'],
    [{ mailboxAddress: 'front desk' }, 'address_shape'],
    [{ mailboxAddress: 'a@b.example/../c' }, 'address_shape'],
    [{ tenantId: '' }, 'tenant_id_missing'],
    [{ tenantId: 'common' }, 'tenant_id_common'],
    [{ tenantId: 'contoso.com/oauth2' }, 'tenant_id_shape'],
    [{ tenantId: '../evil.example' }, 'tenant_id_shape'],
    [{ clientId: '' }, 'client_id_missing'],
    [{ clientId: 'my app' }, 'client_id_name'],
    [{ clientSecret: '' }, 'secret_missing'],
    [{ clientSecret: 'two words' }, 'secret_blank'],
    [{ clientSecret: '11111111-2222-4333-8444-555555555555' }, 'secret_is_id'],
  ])('%j: %s', async (changes, code) => {
    sandbox.reset();
    const { clientSecret, ...typed } = changes;
    const values = { ...valuesOf('working-mailbox'), ...typed };
    if (clientSecret !== undefined) values.clientSecret = new Secret(clientSecret);
    const report = await climbLadder(values);
    expect(report).toMatchObject({ verdict: 'failed', code });
    expect(report.checks.map(({ state }) => LETTERS[state]).join('')).toBe('F----');
    expect(sandbox.requests()).toEqual([]);
  });

  test('unless the person says that it is the Value', async () => {
    const { rungs, report } = await climb('secret-id-pasted', { secretIsValue: true });
    expect(rungs).toBe('PPF--');
    expect(report.code).toBe('secret_id_sent');
  });
});
