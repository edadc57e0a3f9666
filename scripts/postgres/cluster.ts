import { createHmac } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { choosePlace, type Place } from './choose-place';
import { APP_ROLE, HOST, OWNER } from './connect-as';
import { findBinaries } from './find-binaries';
import { holdLock } from './hold-lock';
import { makeCluster, readPassword } from './make-cluster';
import { findPostmaster, type Postmaster, pidFileOf, startPostmaster, stopPostmaster } from './postmaster';
import { joinServer } from './share-server';
import { sweepAfterUs } from './sweep-after-us';

/** A running embedded Postgres. */
export interface Cluster {
  readonly host: string;
  readonly port: number;
  /** The server's main process. */
  readonly pid: number;
  /** It ran already: started by a process that is still there or that was killed. */
  readonly reused: boolean;
  /** The address of one of its databases as the owner, with the password: not for logs. */
  url(database: string): string;
  /** The same as the app's role (see app-role.ts). */
  appUrl(database: string): string;
  /**
   * Lets go of it; the last process that uses it stops it. A throw-away cluster is stopped and deleted.
   * Calling it again does nothing.
   */
  stop(): Promise<void>;
}

/** What {@link startCluster} needs to know. */
export interface ClusterOptions {
  /** The folder that holds the cluster, its password and its log, and nothing else. Made when it is not there. */
  readonly dataDir: string;
  /** For tests: nothing is written through to the disk, and it is gone at the end, also when this process is killed. */
  readonly throwaway?: boolean;
  /** Hears what a person should know, such as where the data lies when that is not `dataDir`. */
  readonly say?: (line: string) => void;
}

/** Losing it all is what a throw-away cluster is for. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** As long as a long recovery after a crash may take. */
const LOCK_PATIENCE_MS = 330_000;

/**
 * Starts the Postgres server that npm installed, on a free port of 127.0.0.1, or joins the one that runs on the
 * directory already. Heals what a kill left behind: a first start that was cut off, a stale postmaster.pid, a server
 * without its parent. Of several processes that start at once one does and the others join.
 * @throws Error, worded for a person, when this machine has no Postgres that runs (set DATABASE_URL), the directory
 *   belongs to another account, or the server does not come up
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(options.dataDir);
  const throwaway = options.throwaway ?? false;
  const place = choosePlace(dataDir, options.say ?? (() => undefined));
  const lock = join(dataDir, 'lock');
  const sweeper = throwaway ? sweepAfterUs(pidFileOf(place), [dataDir, place.home]) : undefined;

  const { postmaster, reused, password, membership } = await holdLock(lock, LOCK_PATIENCE_MS, async () => {
    const password = readPassword(place);
    const running = existsSync(place.clusterDir) ? await findPostmaster(place, password) : undefined;
    const postmaster = running ?? (await start(place, password, throwaway));
    return { postmaster, reused: running !== undefined, password, membership: joinServer(dataDir) };
  });

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    // A throw-away one may have been swept away already.
    if (existsSync(dataDir)) {
      await holdLock(lock, LOCK_PATIENCE_MS, async () => {
        if (membership.leave().othersRemain) return;
        await stopPostmaster(place, postmaster.pid, throwaway ? 'once' : 'fast');
      });
    }
    sweeper?.dismiss();
    if (throwaway) for (const path of [dataDir, place.home]) rmSync(path, { recursive: true, force: true });
  };

  return {
    host: HOST,
    port: postmaster.port,
    pid: postmaster.pid,
    reused,
    url: (database) => addressOf(OWNER, password, postmaster.port, database),
    appUrl: (database) => addressOf(APP_ROLE, appPassword(password), postmaster.port, database),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function addressOf(role: string, password: string, port: number, database: string): string {
  return `postgresql://${role}:${password}@${HOST}:${port}/${encodeURIComponent(database)}?sslmode=disable`;
}

/** Whoever has the owner's password has this one, too; not the other way round. Nothing more has to be stored. */
function appPassword(ownerPassword: string): string {
  return createHmac('sha256', ownerPassword).update(APP_ROLE).digest('hex');
}

async function start(place: Place, password: string, throwaway: boolean): Promise<Postmaster> {
  const binaries = findBinaries(place.account, place.home);
  if (!existsSync(place.clusterDir)) await makeCluster(place, binaries, password, !throwaway);
  return startPostmaster(place, binaries, password, throwaway ? THROWAWAY : {});
}
