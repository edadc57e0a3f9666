import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './child.mjs';
import { Stop } from './end.mjs';
import { step } from './step.mjs';

/**
 * Installs the packages when they are missing or are not those of package-lock.json.
 * @param {string} root the project's folder
 */
export async function installPackages(root) {
  if (packagesFit(root)) return;
  console.log('  Packages: installing, this takes a minute the first time');
  await step('Packages', () =>
    runChild(
      'the installation of the packages (npm ci)',
      // No scripts: Prisma's would fetch an engine that Posthouse does not use, Postgres' is done at its start.
      [
        npmProgram(),
        'ci',
        '--include=dev',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      process.env,
    ),
  );
}

/**
 * Are the installed packages those of the lockfile? npm writes node_modules/.package-lock.json last, so an interrupted
 * installation has none. Optional packages may be absent: they are for other platforms.
 * @param {string} root the project's folder
 * @returns {boolean}
 */
export function packagesFit(root) {
  const listAt = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(listAt)) return false;
  try {
    const installed = JSON.parse(readFileSync(listAt, 'utf8')).packages;
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional, devOptional }]) =>
        path === '' || (installed[path] ? installed[path].version === version : optional || devOptional),
    );
  } catch {
    return false;
  }
}

/** npm's own program: the one that runs us, else the one beside this Node. */
function npmProgram() {
  const beside = dirname(process.execPath);
  const places = [
    process.env.npm_execpath ?? '',
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../share/nodejs/npm/bin/npm-cli.js'),
  ];
  const found = places.find((place) => place.endsWith('npm-cli.js') && existsSync(place));
  if (!found)
    throw new Stop('The packages are not installed and npm was not found. Run: npm ci --include=dev');
  return found;
}
