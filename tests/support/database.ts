import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';

/** A database of this test file alone. */
export interface TestDatabase {
  /** As the owner, whom no policy stops. */
  readonly url: string;
  /** As the role that the app connects as. */
  readonly appUrl: string;
  /** Runs one statement beside our own code, as the owner: to lay rows and to look at the world after. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Valid for lib/env.ts and visibly not anybody's. */
const FAKE_ENVIRONMENT = {
  APP_URL: 'http://localhost:3000',
  VAULT_KEYS: `fake:${Buffer.alloc(32, 'fake vault key ').toString('base64')}`,
  SESSION_SECRET: 'fake session secret, only for the tests',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 'fake action key ').toString('base64'),
};

/** Any number: all copies of the template queue on it, because Postgres refuses to copy a database in use. */
const COPY_LOCK = 4116;

/**
 * Gives this test file a migrated, empty database of its own and the environment that lib/env.ts wants, in which our code
 * connects as the app's role does in production, and drops the database after the last test. Call it once at the top of the file.
 */
export function useDatabase(): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '_')}`;
  const template = new URL(inject('templateUrl'));
  const url = at(template, name);
  // Only where the policies have to be out of the way: see tests/isolation/predicates-alone.test.ts.
  const isOwner = process.env.POSTHOUSE_TEST_ROLE === 'owner';
  const appUrl = isOwner ? url : at(new URL(inject('appUrl')), name);
  // Now and not in beforeAll: lib/env.ts reads it once, at first use.
  Object.assign(process.env, FAKE_ENVIRONMENT, { DATABASE_URL: appUrl });
  delete process.env.VAULT_KEYS_FILE;
  delete process.env.VAULT_SEALING_KEY;
  delete process.env.SANDBOX_URL;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);

  beforeAll(() =>
    onServer(template, async (server) => {
      await server.query('SELECT pg_advisory_lock($1)', [COPY_LOCK]);
      await server.query(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
    }),
  );
  afterAll(async () => {
    const { closeDatabase } = await import('@/lib/database');
    await closeDatabase();
    await pool.end();
    await onServer(template, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  });

  return { url, appUrl, sql: async (text, values) => (await pool.query(text, values)).rows };
}

function at(template: URL, database: string): string {
  const url = new URL(template);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(template: URL, work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client({ connectionString: at(template, 'postgres') });
  server.on('error', () => undefined);
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
