import { afterAll, beforeAll, expect, test } from 'vitest';
import { climbLadder } from '@/lib/mailbox/climb-ladder';
import { closeConnections } from '@/lib/microsoft/exchange';
import { Secret } from '@/lib/secret';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { pointSandboxCloudAt } from '@/tests/microsoft/stage';

let sandbox: Sandbox;

beforeAll(async () => {
  // Each of the three answers would be in time by itself; together they are not.
  sandbox = await startSandbox({ port: 0, latencyMs: 6_000 });
  pointSandboxCloudAt(sandbox.url);
});
afterAll(async () => {
  await closeConnections();
  await sandbox.stop();
});

test('a ladder whose every answer is slow ends within 15 seconds, and says so', async () => {
  const since = performance.now();
  const { values } = sandbox.scenario('working-mailbox');
  const clientSecret = new Secret(values.clientSecret);
  const report = await climbLadder({ ...values, clientSecret, cloud: 'sandbox', secretIsValue: false });
  expect(performance.now() - since).toBeLessThan(15_000);
  expect(report).toMatchObject({ verdict: 'failed', code: 'timed_out' });
  expect(report.checks.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'passed', 'failed']);
});
