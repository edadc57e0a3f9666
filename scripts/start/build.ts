import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutAppVariables } from './app-environment';
import { runChild } from './child.mjs';
import { Stop } from './end.mjs';
import { step } from './step.mjs';

/** Everything that ends up in the build, or decides how it is made. */
const SOURCES = [
  'app',
  'lib',
  'prisma/schema.prisma',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Written after everything else: a build without it was cut off. Next empties its folder before it builds. */
const STAMP = '.next/posthouse-sources';

/** Next's program, run by this Node: `npx next` would leave its server behind when it is killed. */
export const nextProgram = (root: string) => join(root, 'node_modules/next/dist/bin/next');

/**
 * Builds the app when the build is missing, was cut off or is not of these sources.
 * @param root the project's folder
 * @throws Stop with what the compiler said
 */
export async function buildIfStale(root: string): Promise<void> {
  const sources = sourcesHash(root);
  const stampAt = join(root, STAMP);
  if (existsSync(stampAt) && readFileSync(stampAt, 'utf8') === sources) return;
  rmSync(stampAt, { force: true });
  console.log('  Build: the sources are new, this takes half a minute');
  const env = { ...withoutAppVariables(process.env), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await step('Build', () => runChild('the build', [nextProgram(root), 'build'], env));
  if (!existsSync(join(root, '.next/BUILD_ID'))) throw new Stop('The build ended without a result.');
  writeFileSync(stampAt, sources);
}

/** One hash over the paths and contents of all {@link SOURCES}; some 20 ms, so no cleverer than that. */
function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    if (existsSync(join(root, source))) addTo(hash, root, source);
  }
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const full = join(root, path);
  const entries = entriesOf(full);
  if (!entries) {
    const content = readFileSync(full);
    hash.update(`${path}\0${content.length}\0`).update(content);
    return;
  }
  for (const name of entries) addTo(hash, root, `${path}/${name}`);
}

function entriesOf(path: string): string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
