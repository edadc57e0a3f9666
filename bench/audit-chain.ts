import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureAppRole } from '@/scripts/postgres/app-role';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_ROLE } from '@/scripts/postgres/connect-as';
import { APP_DATABASE, ensureDatabase } from '@/scripts/postgres/ensure-database';
import { migrate } from '@/scripts/postgres/migrate';

/*
 * What the hash chain costs: an audit entry added with it against one added to the same table without it, both as the
 * app's role, in turns of one run. Postgres writes through to the disk as it does in earnest.
 */

const ROUNDS = 30;
const INSERTS = 100;
const WRITERS = 8;

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-bench-'));
// Started by root, Postgres runs as another account and has to get there.
chmodSync(folder, 0o711);
const cluster = await startCluster({ dataDir: join(folder, 'postgres') });
const clients: pg.Client[] = [];
try {
  await ensureDatabase(cluster);
  await ensureAppRole(cluster);
  await migrate(cluster.url(APP_DATABASE), { appRole: APP_ROLE });
  await layPlainTable();
  for (let at = 0; at < WRITERS; at++) clients.push(await connect(cluster.appUrl(APP_DATABASE)));

  console.log(
    `${ROUNDS} rounds of ${INSERTS} entries; with the chain as a multiple of without: median (range)\n`,
  );
  await compare('one writer, a commit each', (table) => insertEach(writer(0), table, 0));
  await compare('one writer, one commit for all', (table) => insertInOne(writer(0), table));
  await compare(`${WRITERS} writers, each its own chain`, (table) =>
    Promise.all(clients.map((client, at) => insertEach(client, table, at, INSERTS / WRITERS))),
  );
  await compare(`${WRITERS} writers, all one chain`, (table) =>
    Promise.all(clients.map((client) => insertEach(client, table, 0, INSERTS / WRITERS))),
  );
} finally {
  await Promise.all(clients.map((client) => client.end()));
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

type Table = 'audit_entry' | 'audit_plain';

function writer(at: number): pg.Client {
  const client = clients[at];
  if (!client) throw new Error('there is no such writer');
  return client;
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("SET posthouse.scope TO '*'");
  return client;
}

/** The table of the audit trail as it was before the chains, with its policy and its indexes. */
async function layPlainTable(): Promise<void> {
  const owner = await connect(cluster.url(APP_DATABASE));
  await owner.query(`
    CREATE TABLE audit_plain (LIKE audit_entry INCLUDING DEFAULTS INCLUDING INDEXES);
    ALTER TABLE audit_plain DROP COLUMN sequence, DROP COLUMN previous_hash, DROP COLUMN hash;
    ALTER TABLE audit_plain ENABLE ROW LEVEL SECURITY;
    CREATE POLICY audit_plain_scope ON audit_plain
      USING ((SELECT scope_is_every()) OR customer_id = ANY ((SELECT scope_customers())::uuid[]));
    GRANT INSERT ON audit_plain TO ${APP_ROLE}`);
  await owner.end();
}

function insert(client: pg.Client, table: Table, chain: number): Promise<unknown> {
  return client.query({
    name: table,
    text: `INSERT INTO ${table} (deed, actor_id, actor_name, customer_id, customer_name, subject_id, subject, details)
      VALUES ('mailbox.change', $1, 'Lin Mei', $2, 'Contoso', $4, 'desk@contoso.example', $3)`,
    values: [
      '0198f3a0-0000-7000-8000-000000000001',
      `0198f3a0-0000-7000-8000-${String(chain).padStart(12, '0')}`,
      '{"name": "Desk", "nameBefore": "Front desk", "addressBefore": "front@contoso.example"}',
      '0198f3a0-0000-7000-8000-0000000000aa',
    ],
  });
}

async function insertEach(client: pg.Client, table: Table, chain: number, count = INSERTS): Promise<void> {
  for (let done = 0; done < count; done++) await insert(client, table, chain);
}

async function insertInOne(client: pg.Client, table: Table): Promise<void> {
  await client.query('BEGIN');
  await insertEach(client, table, 0);
  await client.query('COMMIT');
}

/** Both in turns, and first the one and then the other, so that a slow moment of the machine meets both alike. */
async function compare(what: string, add: (table: Table) => Promise<unknown>): Promise<void> {
  const ratios: number[] = [];
  const times: Record<Table, number[]> = { audit_entry: [], audit_plain: [] };
  // The first rounds fill caches.
  for (let round = -3; round < ROUNDS; round++) {
    const took: Partial<Record<Table, number>> = {};
    const order: Table[] = round % 2 ? ['audit_plain', 'audit_entry'] : ['audit_entry', 'audit_plain'];
    for (const table of order) {
      const began = performance.now();
      await add(table);
      took[table] = ((performance.now() - began) * 1000) / INSERTS;
    }
    if (round < 0) continue;
    ratios.push((took.audit_entry ?? 0) / (took.audit_plain ?? 1));
    for (const table of order) times[table].push(took[table] ?? 0);
  }
  const micros = (table: Table) => `${Math.round(median(times[table]))} µs`;
  ratios.sort((a, b) => a - b);
  console.log(
    `${what.padEnd(32)} ${median(ratios).toFixed(2)} (${ratios[0]?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)})` +
      `   with ${micros('audit_entry')}, without ${micros('audit_plain')} an entry`,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
