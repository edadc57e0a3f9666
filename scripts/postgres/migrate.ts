import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { grantAppRights } from './app-role';
import { hasChecksum, type Migration, readMigrations } from './read-migrations';

/** A reason not to touch the database, worded for a person. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The session lock that Prisma's engine holds while it migrates (prisma-engines, sql-schema-connector). */
const PRISMA_LOCK = 72707369;

/**
 * Brings a database up to this version's tables, as `prisma migrate deploy` would: under the same lock, with the same
 * rows in `_prisma_migrations`, so that either may follow the other. It needs neither Prisma's command line nor its
 * engine. Better than there: a migration and its row are one transaction, so that a start that is killed in the
 * middle leaves nothing half done and the next one tries again.
 *
 * A migration therefore must not hold BEGIN, COMMIT or a statement that refuses to run inside a transaction.
 * @param appRole the role that the app connects as: it gets its rights on the tables of this version
 * @param folder for tests; else this version's migrations
 * @returns the names applied now, and how many were there already
 * @throws MigrationError when the database cannot be reached, was written by a newer version, is somebody else's, or
 *   its history differs from ours; what Postgres says when a migration fails
 */
export async function migrate(
  databaseUrl: string,
  { appRole, folder }: { readonly appRole?: string; readonly folder?: string } = {},
): Promise<{ applied: string[]; alreadyThere: number }> {
  const migrations = readMigrations(folder);
  const client = await connect(databaseUrl);
  try {
    // Another instance may be migrating: its turn first, within reason.
    await client.query("SET lock_timeout = '120s'");
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query('RESET lock_timeout');

    const there = await readHistory(client);
    refuseForeignHistory(migrations, there);
    const missing = migrations.filter(({ name }) => !there.some((row) => row.migration_name === name));
    for (const migration of missing) await apply(client, migration);
    if (appRole) await inTransaction(client, () => grantAppRights(client, appRole));
    return { applied: missing.map(({ name }) => name), alreadyThere: migrations.length - missing.length };
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const { host, pathname } = new URL(databaseUrl);
    const why = (error as NodeJS.ErrnoException).code ?? '';
    const words = error instanceof AggregateError ? why : (error as Error).message;
    throw new MigrationError(`The database ${pathname.slice(1)} at ${host} cannot be reached: ${words}`);
  }
}

interface HistoryRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

const HISTORY =
  'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at';

/** What was applied or begun, without what was rolled back. Makes the table, in Prisma's shape, in an empty database. */
async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  const { rows: found } = await client.query<{ history: string | null; tables: string }>(`
    SELECT to_regclass('_prisma_migrations') AS history,
           (SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()) AS tables`);
  if (found[0]?.history == null) {
    if (found[0]?.tables !== '0') {
      throw new MigrationError(
        'This database holds tables that Posthouse did not make. Set DATABASE_URL to an empty database.',
      );
    }
    await client.query(`
      CREATE TABLE "_prisma_migrations" (
        "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
        "checksum"            VARCHAR(64) NOT NULL,
        "finished_at"         TIMESTAMPTZ,
        "migration_name"      VARCHAR(255) NOT NULL,
        "logs"                TEXT,
        "rolled_back_at"      TIMESTAMPTZ,
        "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
        "applied_steps_count" INTEGER NOT NULL DEFAULT 0
      )`);
  }
  return (await client.query<HistoryRow>(HISTORY)).rows;
}

function refuseForeignHistory(migrations: readonly Migration[], there: readonly HistoryRow[]): void {
  const unknown = there.filter((row) => !migrations.some(({ name }) => name === row.migration_name));
  if (unknown.length > 0) {
    const names = unknown.map((row) => row.migration_name).join(', ');
    throw new MigrationError(
      `This database was migrated by a newer version of Posthouse (unknown here: ${names}). Start that version.`,
    );
  }
  const failed = there.find((row) => row.finished_at === null);
  if (failed) {
    throw new MigrationError(
      `The migration ${failed.migration_name} was begun and did not finish. Look at the database, then say what is ` +
        `true with: npm run prisma -- migrate resolve --rolled-back ${failed.migration_name} (or --applied).`,
    );
  }
  for (const row of there) {
    const migration = migrations.find(({ name }) => name === row.migration_name);
    if (migration && !hasChecksum(migration, row.checksum)) {
      throw new MigrationError(
        `The migration ${row.migration_name} was changed after this database applied it. A migration that was ` +
          'released stays as it is; a change is a new one.',
      );
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await inTransaction(client, async () => {
      // A migration that moves rows sees all of them, also where its role has to keep to the policies.
      const { rows } = await client.query<{ now: Date }>(
        "SELECT clock_timestamp() AS now, set_config('posthouse.scope', '*', true)",
      );
      await client.query(sql);
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
        [randomUUID(), checksum, name, rows[0]?.now],
      );
    });
  } catch (error) {
    throw new Error(`The migration ${name} failed and was undone: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * Looks whether a database has this version's tables, for a role that may not make them.
 * @throws MigrationError when migrations are missing, or as {@link migrate} does
 */
export async function expectMigrated(databaseUrl: string): Promise<void> {
  const client = await connect(databaseUrl);
  try {
    const migrations = readMigrations();
    const there = await client
      .query<HistoryRow>(HISTORY)
      .then(({ rows }) => rows)
      // 42P01 no such table, 42501 no right to it: nobody has migrated for this role yet.
      .catch((error: { code?: string }) => {
        if (error.code === '42P01' || error.code === '42501') return [];
        throw error;
      });
    refuseForeignHistory(migrations, there);
    if (there.length === migrations.length) return;
    throw new MigrationError(
      `The tables of this version are not there yet (${migrations.length - there.length} migrations are missing). ` +
        'Set DATABASE_OWNER_URL to the address of their owner for this start: it applies them.',
    );
  } finally {
    await client.end();
  }
}
