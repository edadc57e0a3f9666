import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fchownSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './choose-place';
import { connectAs, HOST, isWrongPassword } from './connect-as';
import type { Binaries } from './find-binaries';
import { commandOf, isRunning } from './process-identity';
import { serverEnvironment } from './server-environment';

/** A server that answers. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** A server may first have to replay a long log after a crash. */
const READY_WITHIN_MS = 300_000;
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * The server that runs on this cluster already, once it answers; undefined when none does. A postmaster.pid that
 * names a stranger (its number was given out again) is made harmless.
 * @throws Error when it runs and does not accept the password, or never answers
 */
export async function findPostmaster(place: Place, password: string): Promise<Postmaster | undefined> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const lines = pidFile(place);
    const pid = Number(lines?.[0]);
    if (!lines || !(pid > 0) || !isRunning(pid)) return undefined;
    const command = commandOf(pid);
    if (command !== undefined && !command.includes(place.clusterDir)) {
      disown(place, lines);
      return undefined;
    }
    const port = Number(lines[3]);
    if (port > 0 && (await answers(port, password))) return { pid, port };
    if (Date.now() > until) throw new Error(`The database server (process ${pid}) runs but does not answer.`);
    await sleep(25);
  }
}

/**
 * Starts a server on a free port of this machine and waits until it answers. It has a session of its own, so that a
 * Ctrl-C in the terminal reaches only us, and we stop it last.
 * @param settings further settings, such as those of a throw-away cluster
 * @throws Error with the end of the server's log
 */
export async function startPostmaster(
  place: Place,
  { postgres }: Binaries,
  password: string,
  settings: Record<string, string>,
): Promise<Postmaster> {
  const until = Date.now() + 30_000;
  for (;;) {
    const port = await freePort();
    const from = logSize(place);
    const child = launch(place, postgres, { ...SETTINGS, ...settings, port: String(port) });
    const failure = await readyOrFailed(child, port, password);
    if (failure === undefined && child.pid !== undefined) return { pid: child.pid, port };
    const log = readFileSync(logFile(place)).subarray(from).toString();
    // The port was taken in between, or the last backends of a killed server are still leaving.
    const passes =
      /Address already in use|could not create any TCP|pre-existing shared memory|already exists/;
    if (!passes.test(log) || Date.now() > until) {
      throw new Error(
        `The database server did not start (${failure}):\n${log.trim().split('\n').slice(-6).join('\n')}`,
      );
    }
    // Or a start that was killed left a server behind that had not said so yet.
    const other = await findPostmaster(place, password);
    if (other) return other;
    await sleep(250);
  }
}

/**
 * Stops the server: open sessions are ended and everything is written out (SIGINT, "fast shutdown"); a throw-away
 * one is dropped at once (SIGQUIT).
 * @throws Error when it is still there after 30 seconds
 */
export async function stopPostmaster(place: Place, pid: number, at: 'fast' | 'once'): Promise<void> {
  try {
    process.kill(pid, at === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  const until = Date.now() + 30_000;
  while (isRunning(pid)) {
    if (Date.now() > until)
      throw new Error(`The database server (process ${pid}) does not stop; see ${logFile(place)}.`);
    await sleep(10);
  }
}

// Terse and without statements: a statement or a "Failing row contains …" holds what people typed.
const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

function launch(place: Place, postgres: string, settings: Record<string, string>): ChildProcess {
  const path = logFile(place);
  if (logSize(place) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  const log = openSync(path, 'a', 0o600);
  const { account } = place;
  if (account) fchownSync(log, account.uid, account.gid);
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', place.clusterDir, ...args], {
    cwd: place.home,
    env: serverEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log],
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  closeSync(log);
  child.unref();
  return child;
}

async function readyOrFailed(
  child: ChildProcess,
  port: number,
  password: string,
): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `exit code ${code ?? signal}`;
  });
  const until = Date.now() + READY_WITHIN_MS;
  await sleep(20);
  while (failure === undefined) {
    if (await answers(port, password)) return undefined;
    if (Date.now() > until) {
      if (child.pid) process.kill(child.pid, 'SIGQUIT');
      return 'it never answered';
    }
    await sleep(20);
  }
  return failure;
}

async function answers(port: number, password: string): Promise<boolean> {
  try {
    await (await connectAs({ port, password, database: 'postgres' })).end();
    return true;
  } catch (error) {
    if (isWrongPassword(error)) {
      throw new Error('The database server runs, but does not accept the password in the data directory.');
    }
    return false;
  }
}

/** Where a running server says who it is. */
export const pidFileOf = (place: Place) => join(place.clusterDir, 'postmaster.pid');

/** postmaster.pid: process, directory, start time, port, … (PostgreSQL, src/include/utils/pidfile.h). */
function pidFile(place: Place): string[] | undefined {
  const path = pidFileOf(place);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : undefined;
}

/**
 * Postgres refuses to start when the process that its pid file names exists, unless that is its own parent. So it is
 * made to name us. Deleting the file would lose the shared memory key in it, by which a new server sees that the last
 * backends of a killed one still write.
 */
function disown(place: Place, lines: string[]): void {
  const path = pidFileOf(place);
  if (process.platform === 'win32') rmSync(path);
  else writeFileSync(path, [process.pid, ...lines.slice(1)].join('\n'));
}

const logFile = (place: Place) => join(place.home, 'server.log');
const logSize = (place: Place) => statSync(logFile(place), { throwIfNoEntry: false })?.size ?? 0;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
