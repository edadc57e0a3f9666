import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** Prisma's command line, to be run with this Node. */
export const PRISMA_PROGRAM = join(dirname(require.resolve('prisma/package.json')), 'build/index.js');

/**
 * The environment for Prisma's command line: no look-ups on the network, no advertisement.
 * @param {string} engine what stands for its schema engine
 * @returns {NodeJS.ProcessEnv}
 */
export function prismaEnvironment(engine) {
  return {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
}

/**
 * Generates the Prisma client when it is missing, or made from another schema or by another Prisma. Told by content,
 * not by time: a checkout or a copy changes times.
 * @returns {boolean} whether it was generated now
 * @throws {Error} with what Prisma said
 */
export function generate() {
  const stampFile = join(root, 'prisma/generated/made-from');
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .update(require('prisma/package.json').version)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  // `generate` never starts the engine, it only wants the file to be there.
  const run = spawnSync(process.execPath, [PRISMA_PROGRAM, 'generate'], {
    cwd: root,
    env: prismaEnvironment(process.execPath),
    encoding: 'utf8',
    windowsHide: true,
  });
  if (run.status !== 0) throw new Error(`prisma generate failed:\n${run.stdout}${run.stderr}`.trim());
  writeFileSync(stampFile, stamp);
  return true;
}
