import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { climbLadder } from '@/lib/mailbox/climb-ladder';
import { cloudsToAsk } from '@/lib/mailbox/find-other-cloud';
import { Secret } from '@/lib/secret';
import type { Sandbox } from '@/sandbox/server';
import { startStage } from '@/tests/microsoft/stage';

let sandbox: Sandbox;
let end: () => Promise<void>;

beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterAll(() => end());
beforeEach(() => sandbox.reset());

/** Tests a scenario's values with others in their place. */
async function climb(scenarioId: string, changes: { tenantId?: string; clientId?: string } = {}) {
  const { tenantId, clientId, mailboxAddress, clientSecret } = sandbox.scenario(scenarioId).values;
  const values = { cloud: 'sandbox', tenantId, clientId, mailboxAddress, secretIsValue: false, ...changes };
  const { checks, code } = await climbLadder({ ...values, clientSecret: new Secret(clientSecret) });
  return { code, facts: Object.assign({}, ...checks.map(({ facts }) => facts)) as Record<string, unknown> };
}

/** The two ids of a scenario, each in the field of the other. */
function exchanged(scenarioId: string) {
  const { tenantId, clientId } = sandbox.scenario(scenarioId).values;
  return { tenantId: clientId, clientId: tenantId };
}

/** Whether the secret left: a sign-in was tried. */
const signIns = () => sandbox.requests().filter(({ path }) => path.endsWith('/oauth2/v2.0/token')).length;

test.each([
  // The app is let in.
  'working-mailbox',
  // It is refused for what only an app of this directory can be refused for.
  'expired-secret',
  'wrong-secret',
  'app-disabled',
  'conditional-access',
])('of %s are known as exchanged, and the test still says what is wrong now', async (id) => {
  expect(await climb(id, exchanged(id))).toMatchObject({
    code: 'tenant_not_found',
    facts: { idsExchanged: true },
  });
  expect(signIns()).toBe(1);
});

test('the scenario of exchanged ids offers to swap them', async () => {
  expect((await climb('ids-exchanged')).facts).toMatchObject({ idsExchanged: true });
});

test.each([
  ['the client id is no directory', { tenantId: '11111111-2222-4333-8444-555555555555' }],
  ['the tenant was given by a domain', { tenantId: 'nobody-is-called-so.example' }],
])('the secret goes nowhere when %s', async (_, changes) => {
  const { code, facts } = await climb('working-mailbox', changes);
  expect(code).toBe('tenant_not_found');
  expect(facts).not.toHaveProperty('idsExchanged');
  expect(signIns()).toBe(0);
});

test('a directory that knows no such app is no exchange', async () => {
  const { tenantId } = sandbox.scenario('working-mailbox').values;
  const { code, facts } = await climb('working-mailbox', {
    tenantId: '11111111-2222-4333-8444-555555555555',
    clientId: tenantId,
  });
  expect(code).toBe('tenant_not_found');
  expect(facts).not.toHaveProperty('idsExchanged');
});

test('an app that is not in the directory that there is, is not looked for as one', async () => {
  const { code, facts } = await climb('app-from-another-tenant');
  expect(code).toBe('app_not_in_tenant');
  expect(facts).not.toHaveProperty('idsExchanged');
  expect(signIns()).toBe(1);
});

test.each([
  ['global', ['gcc_high', 'china']],
  // The two share one sign-in host, whose answer tells them apart.
  ['gcc_high', ['global', 'china']],
  ['dod', ['global', 'china']],
  ['china', ['global', 'gcc_high']],
  // It stands for all of Microsoft, and nobody leaves this machine from it.
  ['sandbox', []],
] as const)('a directory that %s does not know is looked for in %j', (asked, others) => {
  expect(cloudsToAsk(asked)).toEqual(others);
});
