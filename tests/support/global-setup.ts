import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCluster } from '@/scripts/postgres/cluster';
import { ensureDatabase } from '@/scripts/postgres/ensure-database';
import { migrate } from '@/scripts/postgres/migrate';
import { generate } from '@/scripts/prisma/generate.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated, empty database on the run's server; `useDatabase` copies it. Connect to it only for a moment. */
    templateUrl: string;
  }
}

/**
 * One throw-away server a run, with the migrations in a template database. It goes with the run, also when that is
 * interrupted or killed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generate();
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-test-'));
  const cluster = await startCluster({ dataDir, throwaway: true });
  await ensureDatabase(cluster, 'template_posthouse');
  const templateUrl = cluster.url('template_posthouse');
  await migrate(templateUrl);
  project.provide('templateUrl', templateUrl);
  return () => cluster.stop();
}
