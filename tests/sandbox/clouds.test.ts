import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { claimsOf, MESSAGE } from './call-sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by the tests
  readonly body: any;
}

/** Asks the sandbox under one of Microsoft's host names, as a proxy would that ends TLS before it. */
function ask(host: string, method: string, path: string, headers: Record<string, string>, text = '') {
  return new Promise<Answer>((resolve, reject) => {
    const { port } = new URL(sandbox.url);
    const asked = request({ port, method, path, headers: { Host: host, ...headers } }, async (answer) => {
      let body = '';
      for await (const chunk of answer) body += chunk;
      const isJson = answer.headers['content-type']?.startsWith('application/json');
      resolve({ status: answer.statusCode ?? 0, body: isJson ? JSON.parse(body) : body });
    });
    asked.on('error', reject).end(text);
  });
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

function askToken(host: string, scenarioId: string, graph: string) {
  const { tenantId, clientId, clientSecret } = sandbox.scenario(scenarioId).values;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: `https://${graph}/.default`,
  });
  return ask(host, 'POST', `/${tenantId}/oauth2/v2.0/token`, FORM, form.toString());
}

function sendMail(host: string, scenarioId: string, token: string) {
  const path = `/v1.0/users/${sandbox.scenario(scenarioId).values.mailboxAddress}/sendMail`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return ask(host, 'POST', path, headers, JSON.stringify({ message: MESSAGE }));
}

const describeTenant = (host: string, scenarioId: string) =>
  ask(
    host,
    'GET',
    `/${sandbox.scenario(scenarioId).values.tenantId}/v2.0/.well-known/openid-configuration`,
    {},
  );

const CLOUDS = [
  ['working-mailbox', 'login.microsoftonline.com', 'graph.microsoft.com'],
  ['tenant-in-gcc-high', 'login.microsoftonline.us', 'graph.microsoft.us'],
  ['tenant-in-dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us'],
  ['tenant-in-china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
  ['tenant-in-china', 'login.chinacloudapi.cn', 'microsoftgraph.chinacloudapi.cn'],
] as const;

describe.each(CLOUDS)('%s at %s and %s', (scenario, login, graph) => {
  test('signs in for its own Graph, and sends', async () => {
    const answer = await askToken(login, scenario, graph);
    expect(answer.status).toBe(200);
    const token = answer.body.access_token;
    expect(claimsOf(token).aud).toBe(`https://${graph}`);
    expect((await sendMail(graph, scenario, token)).status).toBe(202);
    expect(sandbox.requests().map(({ host }) => host)).toEqual([graph, login]);
  });

  test.each([...new Set(CLOUDS.map(([, , other]) => other))].filter((other) => other !== graph))(
    'gets no token for %s, and that Graph does not take the one it has',
    async (other) => {
      const refused = await askToken(login, scenario, other);
      expect([refused.status, refused.body.error_codes]).toEqual([400, [500011]]);
      const { body } = await askToken(login, scenario, graph);
      const sent = await sendMail(other, scenario, body.access_token);
      expect([sent.status, sent.body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
    },
  );
});

test.each([
  ['working-mailbox', 'login.microsoftonline.com', 'EU', undefined, 'microsoftonline.com'],
  ['tenant-in-gcc-high', 'login.microsoftonline.us', 'USGov', 'DODCON', 'microsoftonline.us'],
  ['tenant-in-dod', 'login.microsoftonline.us', 'USGov', 'DOD', 'microsoftonline.us'],
  ['tenant-in-china', 'login.partner.microsoftonline.cn', 'AS', undefined, 'partner.microsoftonline.cn'],
])(
  '%s is described by its own sign-in and by the global one alike',
  async (id, login, region, sub, instance) => {
    const own = await describeTenant(login, id);
    expect(own.body).toMatchObject({
      token_endpoint: `https://${login}/${sandbox.scenario(id).values.tenantId}/oauth2/v2.0/token`,
      issuer: `https://${login}/${sandbox.scenario(id).values.tenantId}/v2.0`,
      tenant_region_scope: region,
      cloud_instance_name: instance,
    });
    expect(own.body.tenant_region_sub_scope).toBe(sub);
    expect((await describeTenant('login.microsoftonline.com', id)).body).toEqual(own.body);
  },
);

test.each([
  ['tenant-in-gcc-high', 'login.microsoftonline.com', 'graph.microsoft.com', 900382],
  ['tenant-in-dod', 'login.microsoftonline.com', 'dod-graph.microsoft.us', 900382],
  ['tenant-in-china', 'login.microsoftonline.com', 'graph.microsoft.com', 900382],
  ['working-mailbox', 'login.microsoftonline.us', 'graph.microsoft.us', 90002],
  ['working-mailbox', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn', 90002],
  ['tenant-in-gcc-high', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn', 90002],
])('%s gets no token at %s for %s: %i', async (id, login, graph, code) => {
  const answer = await askToken(login, id, graph);
  expect([answer.status, answer.body.error_codes]).toEqual([400, [code]]);
});

test('a host name of Microsoft opens neither the page nor the controls, and a sign-in is no Graph', async () => {
  for (const host of ['login.microsoftonline.com', 'graph.microsoft.com']) {
    for (const path of ['/', '/sandbox/messages', '/sandbox/scenarios']) {
      expect((await ask(host, 'GET', path, {})).status).toBeGreaterThanOrEqual(400);
    }
  }
  expect((await ask('login.microsoftonline.us', 'POST', '/v1.0/users/a@b.c/sendMail', {})).status).toBe(404);
  expect((await ask('graph.microsoft.com.evil.example', 'GET', '/', {})).status).toBe(421);
});
