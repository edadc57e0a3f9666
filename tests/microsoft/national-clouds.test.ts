import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import type { CloudCall } from '@/tests/support/call-clouds';
import { type CloudCaller, startCloudCaller } from '@/tests/support/cloud-caller';
import { type MicrosoftProxy, startMicrosoftProxy } from '@/tests/support/microsoft-proxy';
import { pointSandboxCloudAt } from './stage';

// Each cloud under its own names, over TLS, with the cloud table as it is: a proxy leads those names to the sandbox.
let sandbox: Sandbox;
let proxy: MicrosoftProxy;
let caller: CloudCaller;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  proxy = await startMicrosoftProxy(sandbox.url);
  pointSandboxCloudAt('');
  caller = startCloudCaller({ HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: proxy.authorityFile });
});
afterEach(() => {
  sandbox.reset();
  proxy.asked.length = 0;
});
afterAll(async () => {
  await caller.stop();
  await proxy.stop();
  await sandbox.stop();
});

const call = (verb: CloudCall['verb'], cloud: CloudCall['cloud'], scenarioId: string) => {
  const { tenantId, clientId, clientSecret, mailboxAddress } = sandbox.scenario(scenarioId).values;
  return caller.call({ verb, cloud, tenantId, clientId, clientSecret, mailboxAddress });
};
const seen = () =>
  [...sandbox.requests()]
    .reverse()
    .map(({ method, host, path }) => `${method} ${host} ${path.replace(/[0-9a-f-]{36}/, '…')}`);

const CLOUDS = [
  ['global', 'working-mailbox', 'login.microsoftonline.com', 'graph.microsoft.com'],
  ['gcc_high', 'tenant-in-gcc-high', 'login.microsoftonline.us', 'graph.microsoft.us'],
  ['dod', 'tenant-in-dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us'],
  ['china', 'tenant-in-china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
] as const;

describe.each(CLOUDS)('%s', (cloud, scenario, login, graph) => {
  test('climbs the whole ladder at its own addresses, and at no other', async () => {
    const report = await call('ladder', cloud, scenario);
    expect(report).toMatchObject({ verdict: 'passed', code: null });
    expect(report.checks.map(({ state }: { state: string }) => state)).toEqual(Array(5).fill('passed'));
    const address = encodeURIComponent(sandbox.scenario(scenario).values.mailboxAddress);
    expect(seen()).toEqual([
      `GET ${login} /…/v2.0/.well-known/openid-configuration`,
      `POST ${login} /…/oauth2/v2.0/token`,
      `POST ${graph} /v1.0/users/${address}/sendMail`,
    ]);
    for (const asked of proxy.asked) expect([`${login}:443`, `${graph}:443`]).toContain(asked);
  });

  test('asks for a token for its own Graph, and sends with it', async () => {
    expect(await call('audience', cloud, scenario)).toBe(`https://${graph}`);
    expect(await call('send', cloud, scenario)).toMatchObject({ state: 'accepted' });
    expect(sandbox.accepted()).toHaveLength(1);
    expect(sandbox.accepted()[0]?.address).toBe(sandbox.scenario(scenario).values.mailboxAddress);
  });

  test('is told of a wrong secret and of an unknown directory in its own words', async () => {
    const { tenantId, clientId, mailboxAddress } = sandbox.scenario(scenario).values;
    const values = { cloud, tenantId, clientId, mailboxAddress, clientSecret: 'wrong' };
    const wrong = await caller.call({ verb: 'send', ...values });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'secret_wrong', raw: { status: 401 } } });
    const unknown = await call('directory', cloud, 'unknown-tenant');
    expect(unknown).toMatchObject({ failure: { code: 'tenant_not_found', raw: { code: 'AADSTS90002' } } });
  });
});

describe('a tenant and a cloud that do not belong together', () => {
  test.each([
    ['tenant-in-gcc-high', 'gcc_high'],
    ['tenant-in-dod', 'dod'],
    ['tenant-in-china', 'china'],
  ] as const)(
    '%s is found from the global cloud to live in %s, which gives it no token',
    async (id, lives) => {
      const directory = await call('directory', 'global', id);
      expect(directory).toMatchObject({ ok: true, value: { otherCloud: lives } });
      const report = await call('ladder', 'global', id);
      expect(report).toMatchObject({ verdict: 'failed', code: 'tenant_in_other_cloud' });
      expect(await call('audience', 'global', id)).toMatchObject({
        failure: { code: 'tenant_in_other_cloud', raw: { status: 400, code: 'AADSTS900382' } },
      });
    },
  );

  test.each([
    ['tenant-in-gcc-high', 'dod', 'gcc_high'],
    ['tenant-in-dod', 'gcc_high', 'dod'],
  ] as const)('%s at the Graph of %s: Entra does not know that Graph there', async (id, asked, lives) => {
    expect(await call('directory', asked, id)).toMatchObject({ ok: true, value: { otherCloud: lives } });
    expect(await call('audience', asked, id)).toMatchObject({
      failure: { code: 'resource_unknown', raw: { code: 'AADSTS500011' } },
    });
  });

  test.each([
    ['working-mailbox', 'gcc_high', 'global'],
    ['working-mailbox', 'dod', 'global'],
    ['working-mailbox', 'china', 'global'],
    ['tenant-in-china', 'gcc_high', 'china'],
    ['tenant-in-dod', 'china', 'dod'],
  ] as const)(
    '%s is not found in %s, and looked up in the others without a sign-in',
    async (id, asked, lives) => {
      const report = await call('ladder', asked, id);
      expect(report).toMatchObject({ verdict: 'failed', code: 'tenant_not_found' });
      expect(report.checks[1].facts).toMatchObject({ otherCloud: lives });
      expect(seen().filter((line) => line.startsWith('POST'))).toEqual([]);
    },
  );

  test.each([
    [90038, 'AADSTS90038'],
    [900432, 'AADSTS900432'],
  ])('is also told by %i', async (code, raw) => {
    const body = { error: 'invalid_request', error_codes: [code], error_description: `${raw}: Elsewhere.` };
    sandbox.addFault({ where: 'token', when: 'before', kind: 'answer', status: 400, body, times: 1 });
    expect(await call('audience', 'global', 'working-mailbox')).toMatchObject({
      failure: { code: 'tenant_in_other_cloud', raw: { status: 400, code: raw } },
    });
  });
});

describe('what Entra says of a directory', () => {
  test.each([
    [
      'GCC, which is part of the global cloud',
      { tenant_region_scope: 'NA', tenant_region_sub_scope: 'GCC' },
      null,
    ],
    ['a region alone', { tenant_region_scope: 'WW' }, null],
    ['no region yet', { tenant_region_scope: null }, null],
    ['a cloud that was closed', { cloud_instance_name: 'microsoftonline.de' }, null],
    ['the US Government without a sub scope', { cloud_instance_name: 'microsoftonline.us' }, 'gcc_high'],
    ['China under its older name', { cloud_instance_name: 'chinacloudapi.cn' }, 'china'],
  ])('%s', async (_what, said, otherCloud) => {
    const { tenantId } = sandbox.scenario('working-mailbox').values;
    const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`;
    const body = { issuer, cloud_instance_name: 'microsoftonline.com', ...said };
    sandbox.addFault({ where: 'openid', when: 'before', kind: 'answer', body, times: 1 });
    const found = await call('directory', 'global', 'working-mailbox');
    expect(found).toEqual({ ok: true, value: { tenantId, otherCloud } });
  });
});
