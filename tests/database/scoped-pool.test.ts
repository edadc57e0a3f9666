import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, database, read, transact } from '@/lib/database';
import { fail, succeed } from '@/lib/result';
import { useDatabase } from '@/tests/support/database';
import { size } from '@/tests/support/proof';
import { insertRow } from './rows';

const world = useDatabase();
const { sql } = world;

const CUSTOMERS = 50;
const REQUESTS = size(2_000, 10_000);

const ids: string[] = [];

beforeAll(async () => {
  for (let at = 0; at < CUSTOMERS; at++) {
    const customer = await insertRow(world, 'customer');
    ids.push(customer);
    await insertRow(world, 'mailbox', { customer_id: customer });
    await insertRow(world, 'mailbox', { customer_id: customer });
  }
});

const any = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T;

/** What one request saw: whose scope it had, and whose rows came back. */
interface Seen {
  readonly asked: string;
  readonly owners: string[];
}

const ways: ((customer: string) => Promise<string[]>)[] = [
  async (customer) =>
    (await read(customer, (reader) => reader.mailbox.findMany())).map((row) => row.customerId),
  // Two statements of one call, and a third for the relation.
  async (customer) =>
    (
      await read(customer, (reader) =>
        Promise.all([
          reader.mailbox.findFirst({ select: { customerId: true, customer: { select: { id: true } } } }),
          reader.customer.findMany(),
        ]),
      )
    ).flatMap((found) =>
      Array.isArray(found) ? found.map(({ id }) => id) : [found?.customerId ?? '', found?.customer.id ?? ''],
    ),
  async (customer) => {
    const done = await transact(customer, async (tx) => {
      await tx.mailbox.updateMany({ data: { description: 'touched' } });
      const rows = await tx.mailbox.findMany();
      return Math.random() < 0.5 ? succeed(rows) : fail(rows);
    });
    return (done.ok ? done.value : done.failure).map((row) => row.customerId);
  },
  async (customer) => {
    const slow = await read(
      customer,
      (reader) =>
        reader.$queryRaw<
          { owner: string }[]
        >`select customer_id::text as owner, pg_sleep(0.002)::text from mailbox`,
    );
    return slow.map(({ owner }) => owner);
  },
  // One that fails on its way.
  async (customer) => {
    await read(customer, (reader) => reader.$queryRaw`select 1 / 0 from mailbox`).catch(() => undefined);
    return [];
  },
  async () => (await database().mailbox.findMany()).map(() => 'without a scope'),
];

describe('many requests of many customers over ten connections', () => {
  const killer = new pg.Pool({ connectionString: world.url, max: 1 });
  killer.on('error', () => undefined);
  afterAll(() => killer.end());

  test('each sees its own customer, whatever is cancelled or cut off meanwhile', {
    timeout: 300_000,
  }, async () => {
    let over = false;
    let cut = 0;
    const cutting = (async () => {
      while (!over) {
        const how = Math.random() < 0.7 ? 'pg_cancel_backend' : 'pg_terminate_backend';
        const { rows } = await killer.query(`
          SELECT ${how}(pid) AS cut FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'posthouse_app' ORDER BY random() LIMIT 1`);
        cut += rows.length;
        await sleep(15);
      }
    })();
    const seen: Seen[] = [];
    let broken = 0;
    let next = 0;
    const worker = async () => {
      while (next < REQUESTS) {
        next += 1;
        const asked = any(ids);
        try {
          seen.push({ asked, owners: await any(ways)(asked) });
        } catch {
          broken += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 25 }, worker));
    over = true;
    await cutting;

    expect(seen.filter(({ asked, owners }) => owners.some((owner) => owner !== asked))).toEqual([]);
    // Most of them got through, some were cut off: both had to happen for this to mean something.
    expect(seen.filter(({ owners }) => owners.length > 0).length).toBeGreaterThan(REQUESTS / 4);
    expect(cut).toBeGreaterThan(10);
    expect(broken).toBeGreaterThan(0);
    const [touched] = await sql("SELECT count(*)::int FROM mailbox WHERE description = 'touched'");
    expect(touched?.count).toBeGreaterThan(0);
  });

  test('nothing of a scope is left on any connection', async () => {
    await Promise.all(ids.map((id) => read(id, (reader) => reader.mailbox.count())));
    const left = await Promise.all(
      Array.from(
        { length: 40 },
        () =>
          database().$queryRaw<
            { scope: string | null; pid: number }[]
          >`select current_setting('posthouse.scope', true) as scope, pg_backend_pid() as pid, pg_sleep(0.005)::text`,
      ),
    );
    const rows = left.flat();
    expect(new Set(rows.map(({ pid }) => pid)).size).toBeGreaterThan(1);
    for (const { scope } of rows) expect(scope || null).toBeNull();
  });

  test('a transaction that is left open does not lend its scope to the next query', async () => {
    const [mine, other] = [ids[0] ?? '', ids[1] ?? ''];
    await transact(mine, async (tx) => {
      const [inside] = await tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from mailbox`;
      expect(inside?.n).toBe(2);
      // Another connection, without a scope and with another one, while this transaction is open.
      expect(await database().mailbox.count()).toBe(0);
      const beside = await read(other, (reader) => reader.mailbox.findMany());
      expect(new Set(beside.map(({ customerId }) => customerId))).toEqual(new Set([other]));
      return succeed(null);
    });
  });
});

test('a scope without a customer in it, and a customer that is not there, show nothing', async () => {
  expect(await read({ every: false, customerIds: [] }, (reader) => reader.mailbox.count())).toBe(0);
  expect(await read(randomUUID(), (reader) => reader.mailbox.count())).toBe(0);
  await closeDatabase();
});
