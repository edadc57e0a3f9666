import { beforeAll, expect, test } from 'vitest';
import { exportHistory } from '@/lib/audit/export-history';
import { listActors, listHistory } from '@/lib/audit/reads';
import { EVERY_CUSTOMER, type Reach } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';
import { layEntries, newChain } from './trail';

const world = useDatabase();
const { sql } = world;
const lin = { id: '0198f3a0-0000-7000-8000-000000000001', name: 'Lin Mei' };
const ours = newChain();
const theirs = newChain();
const onlyOurs: Reach = { every: false, customerIds: [ours] };

beforeAll(async () => {
  await layEntries(world, ours, 1001);
  await layEntries(world, theirs, 5);
  await layEntries(world, null, 2);
});

const begin = (reach: Reach, customer: { id: string; name: string } | null = null) =>
  exportHistory(reach, lin, {
    filter: customer ? { customerId: customer.id } : {},
    customer,
    fileName: 'history.csv',
    given: customer ? { customer: customer.id } : {},
  });

async function take(batches: AsyncGenerator<readonly { readonly id: string }[]>): Promise<number[]> {
  const sizes: number[] = [];
  for await (const batch of batches) sizes.push(batch.length);
  return sizes;
}

test('it is read in batches, as they are taken, and holds what was there when it began', async () => {
  const batches = await begin(onlyOurs, { id: ours, name: 'Contoso' });
  const first = await batches.next();
  expect(first.value).toHaveLength(500);
  await layEntries(world, ours, 3);
  expect(await take(batches)).toEqual([500, 1]);
});

test('it is put on record before the first entry leaves, for that customer or for none', async () => {
  await begin(onlyOurs, { id: ours, name: 'Contoso' });
  const record = 'SELECT actor_name, customer_id, subject, details FROM audit_entry ORDER BY id DESC LIMIT 1';
  expect(await sql(record)).toEqual([
    {
      actor_name: 'Lin Mei',
      customer_id: ours,
      subject: 'history.csv',
      details: { entries: 1005, customer: ours },
    },
  ]);
  await begin(onlyOurs);
  expect(await sql(record)).toMatchObject([{ customer_id: null, details: { entries: 1006 } }]);
});

test('it holds what lies in reach', async () => {
  const nothing: Reach = { every: false, customerIds: [] };
  expect(await take(await begin(nothing))).toEqual([]);
  expect(await take(await begin({ every: false, customerIds: [theirs] }))).toEqual([5]);
  const [all] = await sql<{ count: number }>('SELECT count(*)::int FROM audit_entry');
  const sizes = await take(await begin(EVERY_CUSTOMER));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(all?.count);
});

test('the people of the filter are those with an entry in reach, each by the last name there', async () => {
  const [mei, tom] = ['0198f3a0-0000-7000-8000-0000000000a1', '0198f3a0-0000-7000-8000-0000000000a2'];
  const add = (actor: string, name: string, customer: string | null) =>
    sql(
      "INSERT INTO audit_entry (deed, actor_id, actor_name, customer_id, subject) VALUES ('x', $1, $2, $3, 'y')",
      [actor, name, customer],
    );
  const fresh = newChain();
  await add(mei, 'Mei Before', fresh);
  await add(tom, 'Tom', theirs);
  await add(mei, 'Mei After', fresh);
  await add(mei, 'Mei Elsewhere', null);
  expect(await listActors({ every: false, customerIds: [fresh] })).toEqual([{ id: mei, name: 'Mei After' }]);
  expect((await listActors({ every: false, customerIds: [theirs] })).map(({ name }) => name)).toContain(
    'Tom',
  );
  const everybody = (await listActors(EVERY_CUSTOMER)).map(({ name }) => name);
  expect(everybody).toEqual(expect.arrayContaining(['Mei Elsewhere', 'Tom']));
  expect(everybody).not.toContain('Mei Before');
  expect(await listActors({ every: false, customerIds: [] })).toEqual([]);
});

test('each filter narrows, and what LIKE means by a sign is not meant', async () => {
  const customer = newChain();
  const add = (subject: string, more: Record<string, unknown> = {}) => {
    const row = { deed: 'mailbox.pause', actor_name: 'Lin', customer_id: customer, subject, ...more };
    const names = Object.keys(row);
    const places = names.map((_, at) => `$${at + 1}`);
    return sql(`INSERT INTO audit_entry (${names}) VALUES (${places})`, Object.values(row));
  };
  await add('100% desk', { at: '2026-03-01T00:00:00Z' });
  await add('100x DESK', { at: '2026-03-02T00:00:00Z', actor_id: lin.id });
  await add('other', { at: '2026-03-03T00:00:00Z', deed: 'secret.set' });
  const found = async (filter: object) =>
    (await listHistory(EVERY_CUSTOMER, { customerId: customer, page: 1, ...filter })).rows.map(
      ({ subject }) => subject,
    );
  expect(await found({})).toEqual(['other', '100x DESK', '100% desk']);
  expect(await found({ text: 'desk' })).toEqual(['100x DESK', '100% desk']);
  expect(await found({ text: '100%' })).toEqual(['100% desk']);
  expect(await found({ actorId: lin.id })).toEqual(['100x DESK']);
  expect(await found({ actorId: null })).toEqual(['other', '100% desk']);
  expect(await found({ deeds: ['secret.set', 'secret.replace'] })).toEqual(['other']);
  expect(await found({ deeds: [] })).toEqual([]);
  expect(await found({ from: new Date('2026-03-02'), before: new Date('2026-03-03') })).toEqual([
    '100x DESK',
  ]);
});
