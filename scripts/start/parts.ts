import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '@/scripts/postgres/process-identity';
import { nextProgram } from './build';
import { tryPort } from './check-port.mjs';
import { startChild } from './child.mjs';
import { end, isEnding, Stop } from './end.mjs';
import type { Settings } from './settings';
import { waitForHealth } from './wait-for-health';

type Environment = Record<string, string | undefined>;
type Ending = { code: number | null; signal: string | null };

/** In development the first answer waits for the compiler. */
const HEALTH_LIMIT_MS = { built: 60_000, development: 180_000 };

/** How soon the death of a database that is not our child is noticed. */
const WATCH_MS = 500;

/**
 * Starts the sandbox and waits for it.
 * @returns its address, such as `http://127.0.0.1:3001`
 * @throws Stop when its port is taken or it ends before it says its address
 */
export async function startSandbox(settings: Settings, env: Environment): Promise<string> {
  const port = await sandboxPort(settings);
  const said: string[] = [];
  let address: string | undefined;
  const child = startChild('the sandbox', ['--import', 'tsx', 'sandbox/main.ts'], {
    env: { ...env, SANDBOX_PORT: String(port) },
    onLine: (line) => {
      address ??= /^Sandbox: (http:\S+)/.exec(line)?.[1];
      said.push(line);
    },
  });
  let ended: Ending | undefined;
  void child.exited.then((ending) => {
    ended = ending;
  });
  while (address === undefined) {
    if (ended) throw new Stop(`${said.join('\n')}\nThe sandbox did not start (${wordsOf(ended)}).`);
    await sleep(10);
  }
  void child.exited.then((ending) => endedUnexpectedly('The sandbox', ending));
  return address;
}

async function sandboxPort({ port, sandboxPort: given }: Settings): Promise<number> {
  const answer = await tryPort('127.0.0.1', given ?? (port < 65535 ? port + 1 : 0));
  if ('port' in answer) return answer.port;
  if (given !== null) throw new Stop(`Port ${given} is in use. Set SANDBOX_PORT to another one.`);
  const free = await tryPort('127.0.0.1', 0);
  if ('port' in free) return free.port;
  throw new Stop(`No port is free for the sandbox (${free.code}).`);
}

/**
 * Starts the app, built or for development, and waits until it is well.
 * @throws Stop when it ends before or does not become well; what it said is shown
 */
export async function startApp(
  root: string,
  settings: Settings,
  env: Environment,
  dev: boolean,
): Promise<void> {
  const held: string[] = [];
  let isReady = false;
  const { port, host } = settings;
  const args = [nextProgram(root), dev ? 'dev' : 'start', '-p', String(port), '-H', host];
  const child = startChild('the app', args, {
    env: { ...env, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: (line, stream) => {
      // Next's greeting names an address of its own; it is kept back unless something goes wrong.
      if (stream === 'err') console.error(line);
      else if (isReady || dev) console.log(line);
      else held.push(line);
    },
  });
  const failed = child.exited.then((ending) => {
    if (isReady) endedUnexpectedly('The app', ending);
    else throw new Stop(`${held.join('\n')}\nThe app did not start (${wordsOf(ending)}).`);
  });
  await Promise.race([waitForHealth(settings, HEALTH_LIMIT_MS[dev ? 'development' : 'built']), failed]);
  isReady = true;
}

/** Ends everything when the database's server is gone. It may be one that an earlier start left, so it is looked at. */
export function watchDatabase(pid: number): void {
  const timer = setInterval(() => {
    if (isRunning(pid)) return;
    clearInterval(timer);
    endedUnexpectedly('Postgres', { code: null, signal: null });
  }, WATCH_MS);
  timer.unref();
}

function endedUnexpectedly(part: string, ending: Ending): void {
  if (isEnding()) return;
  console.error(
    `\n${part} ended unexpectedly (${wordsOf(ending)}). Stopping the rest; npm start begins again.`,
  );
  void end(1);
}

const wordsOf = ({ code, signal }: Ending) =>
  signal ?? (code === null ? 'process gone' : `exit code ${code}`);
