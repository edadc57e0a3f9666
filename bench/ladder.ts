// What a full connection test costs beside the three calls that it makes: the directory, the sign-in and the mail without
// recipients, by climbLadder (values checked, a fresh MSAL instance, deadlines, the report) against the same calls made
// bare, over a pool of the same kind; with a Microsoft that answers at once and one that takes 300 ms a call. The sandbox
// is a process of its own, so that its work counts for neither.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { climbLadder } from '@/lib/mailbox/climb-ladder';
import { closeConnections } from '@/lib/microsoft/exchange';
import { Secret } from '@/lib/secret';
import { sideBySide } from './side-by-side';

const sandbox = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
  env: { ...process.env, SANDBOX_PORT: '0' },
});
const [line] = await once(createInterface(sandbox.stdout), 'line');
const url = String(line).replace('Sandbox: ', '');
Object.assign(process.env, {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  APP_URL: 'http://localhost',
  VAULT_KEYS: `bench:${Buffer.alloc(32).toString('base64')}`,
  SESSION_SECRET: 'only-a-benchmark-'.repeat(3),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  SANDBOX_URL: url,
  LOG_LEVEL: 'silent',
});

interface Values {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly mailboxAddress: string;
}
const scenarios = (await (await fetch(`${url}/sandbox/scenarios`)).json()) as {
  id: string;
  values: Values;
}[];
const values = scenarios.find(({ id }) => id === 'working-mailbox')?.values;
if (!values) throw new Error('The sandbox has no working mailbox.');
const { tenantId, clientId, clientSecret, mailboxAddress } = values;

async function byLadder(): Promise<void> {
  const report = await climbLadder({
    cloud: 'sandbox',
    tenantId,
    clientId,
    clientSecret: new Secret(clientSecret),
    mailboxAddress,
    secretIsValue: false,
  });
  if (report.verdict !== 'passed') throw new Error(`The ladder ended with ${report.code}.`);
}

const pool = new Pool(url, { connections: 64, pipelining: 1 });
const form = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
  scope: 'https://graph.microsoft.com/.default',
}).toString();

async function callBare(
  path: string,
  method: 'GET' | 'POST',
  headers: Record<string, string>,
  body?: string,
) {
  const answer = await pool.request({ path, method, headers, ...(body === undefined ? {} : { body }) });
  return {
    status: answer.statusCode,
    json: (await answer.body.json()) as { readonly access_token?: string },
  };
}

async function bare(): Promise<void> {
  await callBare(`/${tenantId}/v2.0/.well-known/openid-configuration`, 'GET', {});
  const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
  const { json } = await callBare(`/${tenantId}/oauth2/v2.0/token`, 'POST', asForm, form);
  const asJson = { authorization: `Bearer ${json.access_token}`, 'content-type': 'application/json' };
  const path = `/v1.0/users/${encodeURIComponent(mailboxAddress)}/sendMail`;
  const probe = await callBare(path, 'POST', asJson, '{"message":{}}');
  if (probe.status !== 400) throw new Error(`The probe was answered with ${probe.status}.`);
}

async function set(settings: Record<string, number>): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/sandbox/settings`, { method: 'POST', headers, body: JSON.stringify(settings) });
}

async function requestsOf(run: () => Promise<void>): Promise<number> {
  await fetch(`${url}/sandbox/requests`, { method: 'DELETE' });
  await run();
  const seen = (await (await fetch(`${url}/sandbox/requests`)).json()) as unknown[];
  return seen.length;
}

// The limits of one mailbox are not what is measured.
await set({ inFlight: 1_000, requestsPerTenMinutes: 1_000_000 });
const [ladderCalls, bareCalls] = [await requestsOf(byLadder), await requestsOf(bare)];
if (ladderCalls !== bareCalls) throw new Error(`${ladderCalls} calls against ${bareCalls}.`);

const ways = [
  { name: 'the same calls made bare', run: bare },
  { name: 'the whole ladder', run: byLadder },
];
for (const latencyMs of [0, 300]) {
  await set({ latencyMs });
  const title = `A full ladder, each of its ${ladderCalls} calls answered after ${latencyMs} ms`;
  const slow = latencyMs > 0;
  await sideBySide(title, ways, { rounds: slow ? 5 : 9, times: slow ? 4 : 100, concurrency: 1 });
  await sideBySide(title, ways, { rounds: slow ? 5 : 9, times: slow ? 40 : 200, concurrency: 20 });
}

await pool.destroy();
await closeConnections();
sandbox.kill('SIGTERM');
