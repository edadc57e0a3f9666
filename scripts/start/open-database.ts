import { join } from 'node:path';
import { Client } from 'pg';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_DATABASE, ensureDatabase } from '@/scripts/postgres/ensure-database';
import { MigrationError, migrate } from '@/scripts/postgres/migrate';
import type { Plan } from './app-environment';
import { onEnd, Stop } from './end.mjs';
import type { KeyEnvironment } from './keys';
import { localKeys } from './local-keys';
import { watchDatabase } from './parts';
import { step } from './step.mjs';

/** A database that is up, migrated and has its keys. */
export interface OpenDatabase {
  readonly url: string;
  /** Null: the environment gives them. */
  readonly keys: KeyEnvironment | null;
  /** Is there a staff member, so that nobody needs the set-up address? */
  readonly isSetUp: boolean;
}

/**
 * Opens the given database, or starts the embedded one; either way with this version's tables.
 * @throws Stop when it cannot be reached, started or migrated
 */
export async function openDatabase(plan: Plan): Promise<OpenDatabase> {
  const url = plan.databaseUrl ?? (await step('Postgres', () => startEmbedded(plan.settings.dataDir)));
  await step('Migrations', () => migrate(url)).catch((error) => {
    throw error instanceof MigrationError ? new Stop(error.message) : error;
  });
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const keys = plan.keysAreGiven ? null : await localKeys(plan.settings.dataDir, client, new Date());
    const { rows } = await client.query<{ staff: string }>('select count(*) as staff from staff_member');
    return { url, keys, isSetUp: rows[0]?.staff !== '0' };
  } finally {
    await client.end();
  }
}

async function startEmbedded(dataDir: string): Promise<string> {
  const starting = startCluster({
    dataDir: join(dataDir, 'postgres'),
    say: (line) => console.log(`  ${line}`),
  });
  // Registered before it is up: a Ctrl-C meanwhile waits for it and stops it.
  onEnd('Postgres', async () => (await starting.catch(() => undefined))?.stop());
  const cluster = await starting.catch((error: Error) => {
    throw new Stop(error.message);
  });
  await ensureDatabase(cluster);
  watchDatabase(cluster.pid);
  return cluster.url(APP_DATABASE);
}
