import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tryPort } from '@/scripts/start/check-port.mjs';

const START_LIMIT_MS = 240_000;

/** Posthouse, started by its start script in a process of its own. */
export interface StartedPosthouse {
  readonly pid: number;
  /** From the line `Ready: …`. */
  readonly url: string;
  /** From the line `Set up: …`; null when there is a staff member already. */
  readonly setUpUrl: string | null;
  /** Null when it is off. */
  readonly sandboxUrl: string | null;
  /** Everything that it printed so far. */
  said(): string;
  /** Resolves when the start script has ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** How to start it. */
export interface StartOptions {
  readonly dataDir: string;
  /** A file that everything printed is written to as well. */
  readonly output?: string;
  /** Any free one when not given. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts it and waits until it says where it is. It ends with this process.
 * @throws Error with what it said, when it ends before that or takes longer than four minutes
 */
export async function startPosthouse(options: StartOptions): Promise<StartedPosthouse> {
  const { child, said, ended } = await launchPosthouse(options);
  const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  // The set-up address is printed in the same breath; the pipe may still cut between the two.
  const isUp = () => /^Ready: \S+\n(?:Set up: \S+\n|$)/m.test(said());
  while (!isUp()) {
    const end = await Promise.race([ended, new Promise<null>((go) => setTimeout(go, 25, null))]);
    if (end) throw new Error(`Posthouse did not start (${end.signal ?? end.code}):\n${said()}`);
  }
  await new Promise((go) => setTimeout(go, 100));
  clearTimeout(timer);
  const after = (label: string) => new RegExp(`${label}: (\\S+)$`, 'm').exec(said())?.[1] ?? null;
  return {
    pid: child.pid ?? 0,
    url: after('^Ready') ?? '',
    setUpUrl: after('^Set up'),
    sandboxUrl: after('Sandbox in the place of Microsoft'),
    said,
    ended,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts it without waiting, for starts that are meant to fail. */
export async function launchPosthouse({ dataDir, output, port, env }: StartOptions) {
  const free = port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))],
    {
      // Not from the shell of whoever runs the tests: an address of a real database least of all.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: undefined,
        PORT: String(free),
        DATA_DIR: dataDir,
        HOST: '',
        APP_URL: '',
        DATABASE_URL: '',
        VAULT_KEYS: '',
        VAULT_KEYS_FILE: '',
        VAULT_SEALING_KEY: '',
        SESSION_SECRET: '',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '',
        SANDBOX: '',
        SANDBOX_PORT: '',
        SANDBOX_URL: '',
        ...env,
      } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let text = '';
  const file = output ? createWriteStream(output, { mode: 0o600 }) : undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      text += data;
      file?.write(data);
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((answer) => {
    child.once('close', (code, signal) => answer({ code, signal }));
  });
  return { child, said: () => text, ended };
}

/** A port that is free, and the one after it too: the sandbox likes it. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const found = await tryPort('127.0.0.1', 0);
    if ('port' in found && found.port < 65535 && 'port' in (await tryPort('127.0.0.1', found.port + 1))) {
      return found.port;
    }
  }
  throw new Error('no two neighbouring ports are free');
}
