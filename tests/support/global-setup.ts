import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureAppRole } from '@/scripts/postgres/app-role';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_ROLE } from '@/scripts/postgres/connect-as';
import { ensureDatabase } from '@/scripts/postgres/ensure-database';
import { migrate } from '@/scripts/postgres/migrate';
import { generate } from '@/scripts/prisma/generate.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated, empty database on the run's server; `useDatabase` copies it. Connect to it only for a moment. */
    templateUrl: string;
    /** The same as the role that the app connects as. */
    appUrl: string;
  }
}

/**
 * One throw-away server a run, with the migrations in a template database. It goes with the run, also when that is
 * interrupted or killed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generate();
  const given = process.env.POSTHOUSE_TEST_SERVER;
  if (given) {
    // Of `npm run mutate`, whose many runs share one server.
    const { templateUrl, appUrl } = JSON.parse(given) as { templateUrl: string; appUrl: string };
    project.provide('templateUrl', templateUrl);
    project.provide('appUrl', appUrl);
    return async () => undefined;
  }
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-test-'));
  const cluster = await startCluster({ dataDir, throwaway: true });
  await ensureDatabase(cluster, 'template_posthouse');
  await ensureAppRole(cluster);
  const templateUrl = cluster.url('template_posthouse');
  await migrate(templateUrl, { appRole: APP_ROLE });
  project.provide('templateUrl', templateUrl);
  project.provide('appUrl', cluster.appUrl('template_posthouse'));
  return () => cluster.stop();
}
