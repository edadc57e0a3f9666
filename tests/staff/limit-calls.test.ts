import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { limitCalls, limitCallsFrom } from '@/lib/staff/limit-calls';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const lin = randomUUID();
const mei = randomUUID();
const taken = { ok: true, value: null };

beforeEach(async () => {
  await sql('delete from attempt_count');
});

/** As if this had been called so often in a window that ends in a minute. */
const laid = (key: string, count: number, endsIn = '1 minute') =>
  sql('insert into attempt_count values ($1, $2, now() + $3::interval)', [key, count, endsIn]);

test.each([
  ['microsoft', 300],
  ['little', 1200],
] as const)('a staff member makes %s calls up to %i in ten minutes', async (cost, limit) => {
  await laid(`calls:${cost}:${lin}`, limit - 1);
  expect(await limitCalls(lin, cost)).toEqual(taken);
  const refused = await limitCalls(lin, cost);
  if (refused.ok) throw new Error('it was taken');
  expect(refused.failure.code).toBe('too_many_calls');
  const seconds = (refused.failure.retryAt.getTime() - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
});

test('what one has used up is there for another, and for calls that cost something else', async () => {
  await laid(`calls:microsoft:${lin}`, 5000);
  expect(await limitCalls(lin, 'microsoft')).toMatchObject({ ok: false });
  expect(await limitCalls(mei, 'microsoft')).toEqual(taken);
  expect(await limitCalls(lin, 'little')).toEqual(taken);
});

test('a window is ten minutes long and begins anew when it is over', async () => {
  await laid(`calls:microsoft:${lin}`, 5000, '0 seconds');
  expect(await limitCalls(lin, 'microsoft')).toEqual(taken);
  const [row] = await sql<{ count: number; minutes: number }>(
    'select count, extract(epoch from window_ends_at - now())::float / 60 as minutes from attempt_count',
  );
  expect(row?.count).toBe(1);
  expect(row?.minutes).toBeGreaterThan(9.9);
  expect(row?.minutes).toBeLessThanOrEqual(10);
});

test('of many at once no more than the limit are taken', async () => {
  await laid(`calls:microsoft:${lin}`, 295);
  const answers = await Promise.all(Array.from({ length: 20 }, () => limitCalls(lin, 'microsoft')));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
});

test('without a session calls are counted by network address', async () => {
  await laid('calls-from:203.0.113.9', 299);
  expect(await limitCallsFrom('203.0.113.9')).toEqual(taken);
  expect(await limitCallsFrom('203.0.113.9')).toMatchObject({ failure: { code: 'too_many_calls' } });
  expect(await limitCallsFrom('203.0.113.8')).toEqual(taken);
});
