import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './choose-place';
import { OWNER } from './connect-as';
import type { Binaries } from './find-binaries';
import { serverEnvironment } from './server-environment';

/** The password of the cluster's owner: made at random on first need and kept in a file that only we can read. */
export function readPassword(place: Place): string {
  const path = join(place.dataDir, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (existsSync(place.clusterDir)) {
    throw new Error(
      `The database in ${place.clusterDir} is there, but the file with its password is not: ${path}`,
    );
  }
  const password = randomBytes(24).toString('hex');
  writeFileSync(`${path}.partial`, `${password}\n`, { mode: 0o600 });
  renameSync(`${path}.partial`, path);
  return password;
}

/**
 * Makes the cluster when there is none. It is made beside its place and renamed into it as the last step, so that a
 * first start that was cut off leaves nothing that looks like a cluster, and the next one begins again. Each try has a
 * name of its own: the initdb of a killed start may still be writing.
 *
 * UTF-8 with Postgres' own C.UTF-8 rules: the same order and letter case on every machine.
 * @param durable false: a throw-away one, not written through to the disk
 * @throws Error with what initdb said
 */
export async function makeCluster(
  place: Place,
  { initdb }: Binaries,
  password: string,
  durable: boolean,
): Promise<void> {
  for (const name of readdirSync(place.home).filter((name) => name.startsWith(DRAFT))) {
    rmSync(join(place.home, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  const draft = join(place.home, `${DRAFT}${randomBytes(6).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { account } = place;
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = [
    ['--pgdata', draft],
    ['--username', OWNER],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
    ['--no-instructions'],
    durable ? [] : ['--no-sync'],
  ].flat();
  try {
    await promisify(execFile)(initdb, args, {
      cwd: place.home,
      env: serverEnvironment(),
      windowsHide: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    renameSync(draft, place.clusterDir);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr || (error as Error).message;
    const why = said.trim().split('\n').slice(-4).join('\n');
    throw new Error(`The database could not be made in ${place.home}:\n${why}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

const DRAFT = 'cluster.partial-';
