import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { INSTALLATION } from '@/lib/audit/chain';
import { verifyTrail } from '@/lib/audit/verify-trail';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';
import { layEntries } from './trail';

const world = useDatabase();
const { sql } = world;

/** Chains that end at the end of a batch of 1,000, within one and beyond it. */
const LENGTHS = { a: 1000, b: 999, c: 2001, d: 1, installation: 2000 };
const chainOf = (letter: string) =>
  letter === 'installation' ? INSTALLATION : `${letter.repeat(8)}-0000-4000-8000-000000000000`;

beforeAll(async () => {
  for (const [letter, length] of Object.entries(LENGTHS))
    await layEntries(world, letter === 'installation' ? null : chainOf(letter), length);
  await sql('ALTER TABLE audit_entry DISABLE TRIGGER ALL');
});

test('a trail of many batches is whole', async () => {
  const report = await verifyTrail(EVERY_CUSTOMER);
  expect(report).toEqual({ entries: 6001, chains: 5, faults: [], headsFound: 0, isComplete: true });
});

test('it stops at a limit, and says that it did', async () => {
  const report = await verifyTrail(EVERY_CUSTOMER, { limit: 1500 });
  expect(report).toEqual({ entries: 1500, chains: 2, faults: [], headsFound: 0, isComplete: false });
});

test('each chain of a reach is looked at, and no other', async () => {
  const report = await verifyTrail({ every: false, customerIds: [chainOf('b'), chainOf('d')] });
  expect(report).toMatchObject({ entries: 1000, chains: 2, faults: [] });
  expect(await verifyTrail({ every: false, customerIds: [] })).toMatchObject({ entries: 0, chains: 0 });
});

test.each([
  ['a', 1000],
  ['a', 999],
  ['b', 1],
  ['c', 1],
  ['c', 1000],
  ['c', 1001],
  ['c', 2001],
  ['installation', 1],
  ['installation', 1000],
  ['installation', 1001],
  ['installation', 2000],
])('an entry that is missing at the border of a batch is found: %s %i', async (letter, sequence) => {
  const [row] = await sql(
    `DELETE FROM audit_entry WHERE coalesce(customer_id, '${INSTALLATION}') = $1 AND sequence = $2 RETURNING *`,
    [chainOf(letter), sequence],
  );
  const { faults } = await verifyTrail(EVERY_CUSTOMER);
  expect(faults).toEqual([
    {
      kind: sequence === LENGTHS[letter as 'a'] ? 'cut_off' : 'missing',
      chain: chainOf(letter),
      sequence: BigInt(sequence),
      id: null,
    },
  ]);
  await sql('INSERT INTO audit_entry SELECT (jsonb_populate_record(NULL::audit_entry, $1)).*', [
    JSON.stringify(row, (_, value) =>
      value?.type === 'Buffer' ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ),
  ]);
});

test('what is added while it looks does no harm', async () => {
  await sql('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_chain');
  let isLooking = true;
  const adding = (async () => {
    let added = 0;
    for (; isLooking; added++) await layEntries(world, chainOf('abcd'[added % 4] as string), 1);
    return added;
  })();
  for (let round = 0; round < 5; round++) {
    expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject({ chains: 5, faults: [], isComplete: true });
  }
  isLooking = false;
  expect(await adding).toBeGreaterThan(10);
});

test('a batch begins where the last one ended, by the index, under the policy too', async () => {
  await sql('ANALYZE audit_entry');
  const app = new pg.Client({ connectionString: world.appUrl });
  await app.connect();
  await app.query("SET posthouse.scope TO '*'");
  for (const [where, order, index] of [
    [
      `(customer_id, sequence, id) > ('${chainOf('c')}', 5, 5)`,
      'customer_id, sequence',
      /customer_id_sequence_key/,
    ],
    ['customer_id IS NULL AND (sequence, id) > (5, 5)', 'sequence', /installation_sequence_key/],
  ] as const) {
    const { rows } = await app.query(
      `EXPLAIN SELECT * FROM audit_entry WHERE ${where} ORDER BY ${order}, id LIMIT 10`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(index);
    expect(plan).toMatch(/Index Cond: .*sequence/);
  }
  await app.end();
});
