import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_DATABASE } from '@/scripts/postgres/ensure-database';
import type { Page } from './browser-test';
import { FIRST_ADMIN } from './first-admin';
import { startPosthouse } from './started-posthouse';

/** A Posthouse of one spec alone, for what the environment decides. */
export interface OwnPosthouse {
  readonly url: string;
  readonly setUpUrl: string;
  /** Runs one statement in its database, as the owner. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts one beside the one of the run, from the same build, with a data folder of its own. */
export async function startOwnPosthouse(env: Readonly<Record<string, string>>): Promise<OwnPosthouse> {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-own-'));
  // Started by root, Postgres runs as another account and has to get there.
  chmodSync(directory, 0o711);
  const dataDir = join(directory, 'data');
  const posthouse = await startPosthouse({ dataDir, env });
  const cluster = await startCluster({ dataDir: join(dataDir, 'postgres') });
  const pool = new pg.Pool({ connectionString: cluster.url(APP_DATABASE), max: 2 });
  pool.on('error', () => undefined);
  return {
    url: posthouse.url,
    setUpUrl: posthouse.setUpUrl ?? '',
    sql: async (text, values) => (await pool.query(text, values)).rows,
    stop: async () => {
      await pool.end();
      await cluster.stop();
      await posthouse.stop('SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Makes its first admin, as {@link FIRST_ADMIN}. */
export async function setUpOwnPosthouse(page: Page, { setUpUrl }: OwnPosthouse): Promise<void> {
  await page.goto(setUpUrl);
  await page.getByLabel('Name', { exact: true }).fill(FIRST_ADMIN.name);
  await page.getByLabel('E-mail').fill(FIRST_ADMIN.email);
  await page.getByLabel('Password').first().fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: 'Create admin' }).click();
  await page.waitForURL((url) => url.pathname !== '/welcome');
}
