import { join } from 'node:path';
import { Client } from 'pg';
import { tooStrongARole } from '@/lib/app-role';
import { ensureAppRole } from '@/scripts/postgres/app-role';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_DATABASE, ensureDatabase } from '@/scripts/postgres/ensure-database';
import { expectMigrated, MigrationError, migrate } from '@/scripts/postgres/migrate';
import type { Plan } from './app-environment';
import { onEnd, Stop } from './end.mjs';
import { keyTroubles } from './key-troubles';
import type { KeyEnvironment } from './keys';
import { localKeys } from './local-keys';
import { watchDatabase } from './parts';
import { step } from './step.mjs';

/** A database that is up, migrated and has its keys. */
export interface OpenDatabase {
  /** As the role that the app connects as. */
  readonly url: string;
  /** Null: the environment gives them. */
  readonly keys: KeyEnvironment | null;
  /** Is there a staff member, so that nobody needs the set-up address? */
  readonly isSetUp: boolean;
}

/** A database by both of its addresses. */
interface Addresses {
  readonly url: string;
  /** As the owner of the tables; null when we are not told. */
  readonly ownerUrl: string | null;
}

/**
 * Opens the given database, or starts the embedded one; either way with this version's tables, and as a role that cannot
 * get round their policies.
 * @throws Stop when it cannot be reached, started or migrated, or the role is too strong
 */
export async function openDatabase(plan: Plan): Promise<OpenDatabase> {
  const { url, ownerUrl } =
    plan.database ?? (await step('Postgres', () => startEmbedded(plan.settings.dataDir)));
  await step('Migrations', () => migrated(url, ownerUrl)).catch((error) => {
    throw error instanceof MigrationError ? new Stop(error.message) : error;
  });
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const fault = await tooStrongARole(async (sql) => (await client.query(sql)).rows);
    if (fault) throw new Stop(fault);
    const keys = plan.keysAreGiven ? null : localKeys(plan.settings.dataDir, new Date());
    for (const trouble of await keyTroubles(keys ?? process.env, client)) console.log(`  Keys: ${trouble}`);
    const { rows } = await client.query<{ staff: string }>('select count(*) as staff from staff_member');
    return { url, keys, isSetUp: rows[0]?.staff !== '0' };
  } finally {
    await client.end();
  }
}

async function migrated(url: string, ownerUrl: string | null): Promise<unknown> {
  if (!ownerUrl) return expectMigrated(url);
  return migrate(ownerUrl, { appRole: decodeURIComponent(new URL(url).username) });
}

async function startEmbedded(dataDir: string): Promise<Addresses> {
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
  await ensureAppRole(cluster);
  watchDatabase(cluster.pid);
  return { url: cluster.appUrl(APP_DATABASE), ownerUrl: cluster.url(APP_DATABASE) };
}
