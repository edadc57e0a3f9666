// What keeping customers apart in the database costs: one page of a customer's mailboxes by the plain query as the owner,
// whom no policy stops, against the same query by the app's role under its policy; first through Prisma, as the product
// reads, then by the driver alone.
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { closeDatabase, read } from '@/lib/database';
import { scopedPool } from '@/lib/scoped-pool';
import { PrismaClient } from '@/prisma/generated/client';
import { ensureAppRole } from '@/scripts/postgres/app-role';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_ROLE } from '@/scripts/postgres/connect-as';
import { ensureDatabase } from '@/scripts/postgres/ensure-database';
import { migrate } from '@/scripts/postgres/migrate';
import { sideBySide } from './side-by-side';

const CUSTOMERS = 200;
const MAILBOXES_EACH = 200;
const PAGE = `SELECT id, address, name, evidence_at FROM mailbox WHERE customer_id = $1 ORDER BY address LIMIT 50`;
const LIST = `SELECT count(*) FROM mailbox WHERE customer_id = $1 AND name ILIKE '%desk 1%'`;

const cluster = await startCluster({
  dataDir: mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-bench-')),
  throwaway: true,
});
await ensureDatabase(cluster);
await ensureAppRole(cluster);
await migrate(cluster.url('posthouse'), { appRole: APP_ROLE });

const owner = new pg.Pool({ connectionString: cluster.url('posthouse'), max: 10 });
const app = new pg.Pool({ connectionString: cluster.appUrl('posthouse'), max: 10 });
const scopes = new AsyncLocalStorage<string>();
const scoped = scopedPool({ connectionString: cluster.appUrl('posthouse'), max: 10 }, scopes);

await owner.query(`
  INSERT INTO customer (id, name, updated_at)
    SELECT gen_random_uuid(), 'Customer ' || n, now() FROM generate_series(1, ${CUSTOMERS}) n;
  INSERT INTO mailbox (id, customer_id, address, name, updated_at)
    SELECT gen_random_uuid(), c.id, 'desk' || n || '@' || substr(c.id::text, 1, 8) || '.example', 'Desk ' || n, now()
    FROM customer c, generate_series(1, ${MAILBOXES_EACH}) n;
  ANALYZE`);
const { rows } = await owner.query<{ id: string }>('SELECT id FROM customer');
const ids = rows.map(({ id }) => id);
let turn = 0;
const next = () => ids[turn++ % ids.length] as string;

/** Four messages, each waiting for the answer to the one before: what a client that knows no better does. */
async function fourWays(text: string): Promise<void> {
  const id = next();
  const client = await app.connect();
  await client.query('BEGIN');
  await client.query("SELECT set_config('posthouse.scope', $1, true)", [`{${id}}`]);
  await client.query(text, [id]);
  await client.query('COMMIT');
  client.release();
}

async function withScope(text: string): Promise<void> {
  const id = next();
  await scopes.run(`{${id}}`, () => scoped.query({ text, values: [id] }));
}

process.env.DATABASE_URL = cluster.appUrl('posthouse');
Object.assign(process.env, {
  APP_URL: 'http://localhost:3000',
  VAULT_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
  SESSION_SECRET: 'of no use to anybody, it is a bench',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
});
const ownersPrisma = new PrismaClient({ adapter: new PrismaPg(owner) });
const page = (customerId: string) =>
  ({
    where: { customerId },
    orderBy: { address: 'asc' },
    take: 50,
    select: { id: true, address: true, name: true, evidenceAt: true },
  }) as const;

for (const concurrency of [1, 10]) {
  const ways = [
    { name: 'plain: Prisma as the owner', run: () => ownersPrisma.mailbox.findMany(page(next())) },
    {
      name: 'ours: read() under the policy',
      run: () => {
        const id = next();
        return read(id, (reader) => reader.mailbox.findMany(page(id)));
      },
    },
  ];
  await sideBySide('As the product reads: one page of 50 mailboxes', ways, {
    rounds: 9,
    times: 1000,
    concurrency,
  });
}

for (const [title, text] of [
  ['One page of 50 mailboxes', PAGE],
  ['A search through 200 mailboxes', LIST],
] as const) {
  for (const concurrency of [1, 10]) {
    const ways = [
      { name: 'plain: the query as the owner', run: () => owner.query(text, [next()]) },
      { name: 'ours: scope, query and end in one go, under the policy', run: () => withScope(text) },
      { name: 'BEGIN, scope, query, COMMIT one after the other', run: () => fourWays(text) },
    ];
    await sideBySide(title, ways, { rounds: 7, times: 2000, concurrency });
  }
}

await closeDatabase();
await ownersPrisma.$disconnect();
await Promise.all([owner.end(), app.end(), scoped.end()]);
await cluster.stop();
