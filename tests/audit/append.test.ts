import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf, INSTALLATION } from '@/lib/audit/chain';
import { readHeads, readTrail } from '@/lib/audit/reads';
import { record, recordAudit } from '@/lib/audit/record-audit';
import { verifyTrail } from '@/lib/audit/verify-trail';
import { database, transact } from '@/lib/database';
import { fail, succeed } from '@/lib/result';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';
import { layEntries, newChain } from './trail';

const world = useDatabase();
const { sql } = world;
const lin = { id: '0198f3a0-0000-7000-8000-000000000001', name: 'Lin Mei' };
const deed = { deed: 'customer.change', actor: lin, subject: { label: 'Contoso' } } as const;
const isWhole = { faults: [], isComplete: true };

const addTo = (chain: string, label = 'Contoso') =>
  transact(chain, async (tx) =>
    succeed(await recordAudit(tx, { ...deed, customer: { id: chain, name: 'Contoso' }, subject: { label } })),
  );
const numbersOf = async (chain: string) =>
  (
    await sql<{ sequence: string }>('SELECT sequence FROM audit_entry WHERE customer_id = $1 ORDER BY id', [
      chain,
    ])
  ).map(({ sequence }) => Number(sequence));

test('every customer has a chain, and so has what concerns none', async () => {
  const [ours, theirs] = [newChain(), newChain()];
  for (const chain of [ours, theirs, ours, ours]) await addTo(chain);
  await record(deed);
  expect(await numbersOf(ours)).toEqual([1, 2, 3]);
  expect(await numbersOf(theirs)).toEqual([1]);
  const heads = new Map((await readHeads(EVERY_CUSTOMER)).map(({ chain, sequence }) => [chain, sequence]));
  expect([heads.get(ours), heads.get(theirs)]).toEqual([3n, 1n]);
  expect(heads.get(INSTALLATION)).toBeGreaterThan(0n);
  expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject(isWhole);
});

test('the database hashes what this program hashes, whatever stands in an entry', async () => {
  const odd = [
    '',
    ' ',
    '林美 📮',
    'é',
    'e\u0301',
    "'; DROP",
    '\\x00',
    'a\r\n\tb',
    '\u{10ffff}',
    'x'.repeat(400),
  ];
  const details = [
    '{}',
    '{"b": 1, "a": 2, "aa": 3, "1": 4}',
    '{"n": 1.0, "m": 1e3, "big": 12345678901234567890.123456789, "tiny": -0.000}',
    '{"deep": [1, {"x": [null, true, "\\u0001 \\" \\\\ / 中"]}]}',
  ];
  for (const text of odd) {
    for (const [index, json] of details.entries()) {
      await sql(
        `INSERT INTO audit_entry (at, deed, actor_id, actor_name, customer_id, customer_name, subject_id, subject, details)
         VALUES ($1, 'x', $2, $3, $4, $5, $6, $7, $8)`,
        [
          ['1969-12-31T23:59:59.999Z', '2026-02-28T00:00:00.001Z', '9999-01-01', '0001-01-01'][index],
          index % 2 ? lin.id : null,
          text,
          index % 2 ? newChain() : null,
          text,
          index % 3 ? text : null,
          text,
          json,
        ],
      );
    }
  }
  let count = 0;
  for await (const { entry } of readTrail(EVERY_CUSTOMER)) {
    expect(hashOf(entry)).toEqual(Buffer.from(entry.hash));
    count += 1;
  }
  expect(count).toBeGreaterThan(40);
  expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject(isWhole);
});

test('a deed that is rolled back leaves no gap', async () => {
  const chain = newChain();
  await addTo(chain);
  await transact<null, string>(chain, async (tx) => {
    await recordAudit(tx, { ...deed, customer: { id: chain, name: 'Contoso' } });
    return fail('changed my mind');
  });
  const broken = sql(
    "INSERT INTO audit_entry (deed, actor_name, customer_id, subject) VALUES ('x', 'Lin', $1, $2)",
    [chain, 'x'.repeat(501)],
  );
  await expect(broken).rejects.toThrow(/audit_entry_lengths/);
  await addTo(chain);
  expect(await numbersOf(chain)).toEqual([1, 2]);
  expect(await verifyTrail({ every: false, customerIds: [chain] })).toMatchObject({ entries: 2, ...isWhole });
});

test('several entries of one transaction keep their order, each in its chain', async () => {
  const [ours, theirs] = [newChain(), newChain()];
  await transact({ every: false, customerIds: [ours, theirs] }, async (tx) => {
    for (const [chain, label] of [
      [theirs, 'first'],
      [ours, 'second'],
      [theirs, 'third'],
      [undefined, 'fourth'],
    ] as const) {
      const customer = chain ? { id: chain, name: 'Contoso' } : undefined;
      await recordAudit(tx, { ...deed, customer, subject: { label } });
    }
    return succeed(null);
  });
  const rows = await sql('SELECT subject FROM audit_entry WHERE customer_id = $1 ORDER BY sequence', [
    theirs,
  ]);
  expect(rows).toEqual([{ subject: 'first' }, { subject: 'third' }]);
  expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject(isWhole);
});

describe('at once', () => {
  test('a hundred who write to one new chain leave it whole', async () => {
    const chain = newChain();
    const app = new pg.Pool({ connectionString: world.appUrl, max: 25, options: '-c posthouse.scope=*' });
    const addOne = `INSERT INTO audit_entry (deed, actor_name, customer_id, subject) VALUES ('x', 'Lin', '${chain}', 'y')`;
    await Promise.all(Array.from({ length: 100 }, () => app.query(addOne)));
    await app.end();
    expect((await numbersOf(chain)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
    const report = await verifyTrail({ every: false, customerIds: [chain] });
    expect(report).toMatchObject({ entries: 100, chains: 1, ...isWhole });
  });

  test('two who write to the same two chains, in either order, do not wait for each other for ever', async () => {
    const [ours, theirs] = [newChain(), newChain()];
    const both = (chains: readonly string[]) =>
      transact({ every: false, customerIds: [ours, theirs] }, async (tx) => {
        for (const id of chains) {
          await recordAudit(tx, { ...deed, customer: { id, name: 'Contoso' } });
          await tx.$queryRaw`select pg_sleep(0.01)::text`;
        }
        return succeed(null);
      });
    await Promise.all(Array.from({ length: 8 }, (_, at) => both(at % 2 ? [ours, theirs] : [theirs, ours])));
    expect(await numbersOf(ours)).toHaveLength(8);
    expect(await numbersOf(theirs)).toHaveLength(8);
  });

  test('whoever waits for a row after putting a deed on record keeps nobody from the chain', async () => {
    const chain = newChain();
    const row = (await sql<{ id: string }>(
      "INSERT INTO customer (id, name, updated_at) VALUES ($1, 'Contested', now()) RETURNING id",
      [chain],
    )) as [{ id: string }];
    const customer = { id: chain, name: 'Contested' };
    let hasRow = () => {};
    const rowIsHeld = new Promise<void>((held) => {
      hasRow = held;
    });
    const change = (note: string) => ({ where: { id: row[0].id }, data: { note } });
    await Promise.all([
      transact(chain, async (tx) => {
        await recordAudit(tx, { ...deed, customer });
        await rowIsHeld;
        return succeed(await tx.customer.updateMany(change('first')));
      }),
      transact(chain, async (tx) => {
        await tx.customer.updateMany(change('second'));
        hasRow();
        await tx.$queryRaw`select pg_sleep(0.05)::text`;
        return succeed(await recordAudit(tx, { ...deed, customer }));
      }),
    ]);
    expect(await numbersOf(chain)).toEqual([1, 2]);
  });
});

describe("the app's role", () => {
  const chain = newChain();
  let app: pg.Client;

  beforeAll(async () => {
    await layEntries(world, chain, 3);
    app = new pg.Client({ connectionString: world.appUrl });
    await app.connect();
    await app.query("SET posthouse.scope TO '*'");
    return () => app.end();
  });

  const add = (columns: string, values: string) =>
    `INSERT INTO audit_entry (deed, actor_name, subject, customer_id${columns}) VALUES ('x', 'Lin', 'y', '${chain}'${values})`;

  test.each([
    ['a number of its own', add(', sequence', ', 9'), /permission denied/],
    ['a hash of its own', add(', hash', ', sha256($$x$$)'), /permission denied/],
    ['another entry before it', add(', previous_hash', ', sha256($$x$$)'), /permission denied/],
    ['another time', add(', at', ", '2020-01-01'"), /permission denied/],
    ['an id that was there before', `${add(', id', ', 1')} ON CONFLICT DO NOTHING`, /permission denied/],
    ['a moved head', `UPDATE audit_head SET sequence = 9 WHERE chain = '${chain}'`, /permission denied/],
    ['a new head', "INSERT INTO audit_head VALUES (gen_random_uuid(), 1, '')", /permission denied/],
    ['no head', 'DELETE FROM audit_head', /permission denied/],
    ['a locked head', 'SELECT * FROM audit_head FOR UPDATE', /permission denied/],
    ['a trigger fewer', 'ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_chain', /must be owner/],
    ['triggers that do not fire', 'SET session_replication_role = replica', /permission denied/],
    [
      'the trigger on a table of its own, which would move the head without an entry',
      `CREATE TEMP TABLE mine (LIKE audit_entry);
       CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION chain_audit_entry()`,
      /permission denied for function chain_audit_entry/,
    ],
  ])('cannot give %s', async (_, attack, words) => {
    await expect(app.query(attack)).rejects.toThrow(words);
    expect(await verifyTrail({ every: false, customerIds: [chain] })).toMatchObject({
      entries: 3,
      ...isWhole,
    });
  });

  test('adds an entry whose time, number and hashes the database gives, whatever tables stand in the way', async () => {
    await app.query(`SET search_path = pg_temp, public;
      CREATE TEMP TABLE audit_head AS SELECT chain, sequence + 77 AS sequence, hash FROM public.audit_head`);
    await app.query(add('', ''));
    const report = await verifyTrail({ every: false, customerIds: [chain] });
    expect(report).toMatchObject({ entries: 4, ...isWhole });
    const [entry] = await sql<{ age: number }>(
      'SELECT extract(epoch FROM now() - at)::float AS age FROM audit_entry ORDER BY id DESC LIMIT 1',
    );
    expect(Math.abs(entry?.age ?? 99)).toBeLessThan(5);
  });
});

test('where the trigger does not fire nothing gets in without its place', async () => {
  await sql('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_chain');
  try {
    await expect(record(deed)).rejects.toThrow(/null|Null/);
    const placed = (sequence: number, hash: string) =>
      sql(
        `INSERT INTO audit_entry (deed, actor_name, subject, sequence, previous_hash, hash)
         VALUES ('x', 'Lin', 'y', $1, '', decode($2, 'hex'))`,
        [sequence, hash],
      );
    await expect(placed(0, 'ab'.repeat(32))).rejects.toThrow(/audit_entry_chained/);
    await expect(placed(1_000_000, 'ab')).rejects.toThrow(/audit_entry_chained/);
  } finally {
    await sql('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_chain');
  }
  expect(await database().$queryRaw`select 1 as there`).toEqual([{ there: 1 }]);
});
