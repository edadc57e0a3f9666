import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { type Answer, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const clientIdOf = (scenarioId: string) => sandbox.scenario(scenarioId).values.clientId;

/** Asks as the app of a scenario. */
async function ask(scenarioId: string, path: string): Promise<Answer> {
  const token = await tokenOf(sandbox, sandbox.scenario(scenarioId));
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${sandbox.url}/v1.0/${path}`, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('an app with Application.Read.All reads its own registration, its secrets by hint and never by value', async () => {
  const { clientId, clientSecret } = sandbox.scenario('app-reads-itself').values;
  const { status, headers, body } = await ask(
    'app-reads-itself',
    `applications(appId='${clientId}')?$select=id,appId,displayName,passwordCredentials`,
  );
  expect([status, headers.get('odata-version')]).toEqual([200, '4.0']);
  expect(Object.keys(body)).toEqual(['@odata.context', 'id', 'appId', 'displayName', 'passwordCredentials']);
  expect(body).toMatchObject({ appId: clientId, displayName: 'Helpdesk Mailer' });
  const [only, ...others] = body.passwordCredentials;
  expect(others).toEqual([]);
  expect(only).toMatchObject({ hint: clientSecret.slice(0, 3), secretText: null, customKeyIdentifier: null });
  expect(only.endDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(Date.parse(only.startDateTime)).toBeLessThan(Date.now());
  expect(JSON.stringify(body)).not.toContain(clientSecret);
});

test('the id in the path may be percent-encoded and of any letter case, and the list takes a filter', async () => {
  const clientId = clientIdOf('app-reads-itself');
  const encoded = `applications(appId=%27${clientId.toUpperCase()}%27)`;
  expect((await ask('app-reads-itself', encoded)).body).toMatchObject({
    appId: clientId,
    keyCredentials: [],
  });
  const list = (id: string) =>
    ask('app-reads-itself', `applications?$filter=${encodeURIComponent(`appId eq '${id}'`)}`);
  expect((await list(clientId)).body.value).toMatchObject([{ appId: clientId }]);
  expect((await list('00000000-0000-4000-8000-000000000009')).body.value).toEqual([]);
});

test.each([
  ['no-mail-send', 403, 'Authorization_RequestDenied'],
  ['working-mailbox', 403, 'Authorization_RequestDenied'],
  ['excess-permission', 403, 'Authorization_RequestDenied'],
])('%s, without a permission that reads applications, is refused', async (id, status, code) => {
  const answer = await ask(id, `applications(appId='${clientIdOf(id)}')`);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
});

test('an app of another directory is not found, and an unknown property is named', async () => {
  const foreign = `applications(appId='${clientIdOf('working-mailbox')}')`;
  const missing = await ask('app-reads-itself', foreign);
  expect([missing.status, missing.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  const own = `applications(appId='${clientIdOf('app-reads-itself')}')?$select=secret`;
  const refused = await ask('app-reads-itself', own);
  expect([refused.status, refused.body.error.code]).toEqual([400, 'Request_BadRequest']);
});

test('a removed secret still signs in and is no longer listed; two may begin alike', async () => {
  const removed = await ask('secret-removed', `applications(appId='${clientIdOf('secret-removed')}')`);
  expect(removed.body.passwordCredentials).toEqual([]);
  const id = 'secrets-with-one-hint';
  const twins = (await ask(id, `applications(appId='${clientIdOf(id)}')`)).body.passwordCredentials;
  expect(twins).toHaveLength(2);
  expect(new Set(twins.map(({ hint }: { hint: string }) => hint)).size).toBe(1);
  expect(new Set(twins.map(({ endDateTime }: { endDateTime: string }) => endDateTime)).size).toBe(2);
});

test('a fault at application leaves sendMail alone', async () => {
  sandbox.addFault({ where: 'application', when: 'before', kind: 'status', status: 503 });
  const answer = await ask('app-reads-itself', `applications(appId='${clientIdOf('app-reads-itself')}')`);
  expect([answer.status, answer.body.error.code]).toEqual([503, 'ServiceUnavailable']);
});
