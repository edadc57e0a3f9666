// `npm run prisma -- <arguments>`: Prisma's command line with the schema engine from npm, on the embedded database
// when DATABASE_URL is not set.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRISMA_PROGRAM, prismaEnvironment } from './prisma/generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');

/** On Windows a script cannot stand for the engine: there Prisma's own download is needed. */
const engine = process.env.PRISMA_SCHEMA_ENGINE_BINARY || join(root, 'scripts/prisma/engine.mjs');
const env = process.platform === 'win32' ? { ...process.env } : prismaEnvironment(engine);
const args = process.argv.slice(2);

/** These look at files alone. */
const needsDatabase = ![
  'generate',
  'validate',
  'format',
  'version',
  '-v',
  '--version',
  '--help',
  '-h',
  undefined,
].includes(args[0]);

/** @type {import('./postgres/cluster').Cluster | undefined} */
let cluster;
// Migrations are the owner's business.
if (env.DATABASE_OWNER_URL) env.DATABASE_URL = env.DATABASE_OWNER_URL;
if (needsDatabase && !env.DATABASE_URL) {
  const { register } = await import('tsx/esm/api');
  register();
  const { startCluster } = await import('./postgres/cluster.ts');
  const { ensureDatabase, APP_DATABASE } = await import('./postgres/ensure-database.ts');
  const { DEFAULT_DATA_DIR } = await import('./start/check-port.mjs');
  const dataDir = resolve(root, process.env.DATA_DIR || DEFAULT_DATA_DIR, 'postgres');
  try {
    cluster = await startCluster({ dataDir, say: (line) => console.error(line) });
    await ensureDatabase(cluster, APP_DATABASE);
  } catch (error) {
    await cluster?.stop();
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  env.DATABASE_URL = cluster.url(APP_DATABASE);
}

const child = spawn(process.execPath, [PRISMA_PROGRAM, ...args], { env, stdio: 'inherit' });
// The terminal sends Ctrl-C to both: Prisma ends by it, and we have the server to stop.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void (signal === 'SIGINT' || child.kill(signal)));
}
child.on('close', async (code) => {
  await cluster?.stop();
  process.exit(code ?? 1);
});
