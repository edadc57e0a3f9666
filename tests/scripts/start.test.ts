import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRunning } from '@/scripts/postgres/process-identity';
import { buildIfStale } from '@/scripts/start/build';
import {
  freePort,
  launchPosthouse,
  type StartedPosthouse,
  startPosthouse,
} from '../support/started-posthouse';

// Each start is a real one: a build, when it is not there yet, takes its time.
const LIMIT_MS = 60_000;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-start-'));
// Started by root, Postgres runs as another account and has to get there.
chmodSync(folder, 0o711);
const dataDir = join(folder, 'data');
let started: StartedPosthouse | undefined;

beforeAll(() => buildIfStale(process.cwd()), 240_000);
afterAll(async () => {
  await started?.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}, LIMIT_MS);

const isWell = async ({ url }: StartedPosthouse) => {
  const answer = await fetch(`${url}/api/health`).catch(() => undefined);
  return answer?.status === 200 && (await answer.text()) === '{"status":"ok"}';
};

/** The processes that it started. */
function partsOf({ pid, said }: StartedPosthouse): { app: number; sandbox: number; postgres: number } {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const below = rows.map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row)?.slice(1) ?? []);
  const child = (words: RegExp) =>
    Number(below.find(([, parent, args = '']) => Number(parent) === pid && words.test(args))?.[0]);
  const postgres = Number.parseInt(
    readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'),
    10,
  );
  const found = { app: child(/next/), sandbox: child(/sandbox\/main/), postgres };
  if (Object.values(found).some(Number.isNaN))
    throw new Error(`not found: ${JSON.stringify(found)}\n${said()}`);
  return found;
}

async function allGone(pids: number[], limitMs: number): Promise<boolean> {
  const until = Date.now() + limitMs;
  while (pids.some(isRunning)) {
    if (Date.now() > until) return false;
    await sleep(50);
  }
  return true;
}

test(
  'the first start makes everything, says where it is and how the first admin is made',
  async () => {
    started = await startPosthouse({ dataDir });
    expect(await isWell(started)).toBe(true);
    expect(started.setUpUrl).toMatch(new RegExp(`^${started.url}/welcome\\?token=[\\w-]{43}$`));
    expect(started.said()).toContain('without it the stored secrets cannot be opened');
    expect(started.said()).toMatch(/^ {2}Postgres … \d+\.\d s$/m);
    expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(await fetch(started.sandboxUrl ?? '').then(({ status }) => status)).toBe(200);
  },
  LIMIT_MS,
);

test('a second start on the same data says that it runs already, and where', async () => {
  const second = await launchPosthouse({ dataDir });
  expect((await second.ended).code).toBe(1);
  expect(second.said()).toContain(
    `Posthouse already runs on ${dataDir} (process ${started?.pid}, ${started?.url})`,
  );
});

test(
  'SIGTERM stops everything that it started, and it ends well',
  async () => {
    if (!started) throw new Error('not started');
    const parts = Object.values(partsOf(started));
    const began = Date.now();
    expect(await started.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await allGone(parts, 0)).toBe(true);
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  },
  LIMIT_MS,
);

test.each(['SIGINT', 'SIGHUP'] as const)(
  '%s does the same',
  async (signal) => {
    started = await startPosthouse({ dataDir });
    const parts = Object.values(partsOf(started));
    expect(started.said()).not.toContain('keys.json');
    expect(await started.stop(signal)).toEqual({ code: 0, signal: null });
    expect(await allGone(parts, 0)).toBe(true);
  },
  LIMIT_MS,
);

test(
  'a signal in the middle of the start ends it too',
  async () => {
    for (const afterMs of [50, 400, 900]) {
      const { child, ended } = await launchPosthouse({ dataDir });
      await sleep(afterMs);
      child.kill('SIGTERM');
      // Before its first line it knows no better than to die of it.
      expect(await ended).toEqual(afterMs === 50 ? expect.anything() : { code: 0, signal: null });
    }
  },
  LIMIT_MS,
);

test(
  'kill -9 of the start script takes app and sandbox along, and the next start heals the rest',
  async () => {
    started = await startPosthouse({ dataDir });
    const { app, sandbox } = partsOf(started);
    await started.stop('SIGKILL');
    expect(await allGone([app, sandbox], 3_000)).toBe(true);
    started = await startPosthouse({ dataDir });
    expect(await isWell(started)).toBe(true);
  },
  LIMIT_MS,
);

test.each(['app', 'sandbox', 'postgres'] as const)(
  'kill -9 of the %s is said, stops the rest, and the next start heals it',
  async (part) => {
    started ??= await startPosthouse({ dataDir });
    const parts = partsOf(started);
    process.kill(parts[part], 'SIGKILL');
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(started.said()).toMatch(
      new RegExp(`${part} ended unexpectedly \\((SIGKILL|process gone)\\)`, 'i'),
    );
    expect(await allGone(Object.values(parts), 0)).toBe(true);
    started = await startPosthouse({ dataDir });
    expect(await isWell(started)).toBe(true);
  },
  LIMIT_MS,
);

test('a taken port is said before anything else is done', async () => {
  const port = await freePort();
  const stranger = createServer();
  await new Promise<void>((done) => stranger.listen(port, '127.0.0.1', done));
  const other = join(folder, 'other');
  const { ended, said } = await launchPosthouse({ dataDir: other, port });
  expect((await ended).code).toBe(1);
  expect(said()).toContain(
    `Port ${port} is in use. Set PORT to another one, for example PORT=${port + 1} npm start.`,
  );
  expect(existsSync(join(other, 'postgres'))).toBe(false);
  await new Promise((done) => stranger.close(done));
});

test('with DATABASE_URL and no keys it does not start, and names all that is missing', async () => {
  const { ended, said } = await launchPosthouse({
    dataDir: join(folder, 'other'),
    env: { DATABASE_URL: 'postgresql://127.0.0.1:1/none', LOG_LEVEL: 'loud' },
  });
  expect((await ended).code).toBe(1);
  for (const name of ['VAULT_KEYS', 'SESSION_SECRET', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY']) {
    expect(said()).toContain(`${name} is not set`);
  }
  expect(said()).toContain('LOG_LEVEL is not valid');
});

test('a database that does not answer is said without its password', async () => {
  const key = Buffer.alloc(32).toString('base64');
  const { ended, said } = await launchPosthouse({
    dataDir: join(folder, 'other'),
    env: {
      DATABASE_URL: 'postgresql://me:hidden-word@127.0.0.1:1/none',
      VAULT_KEYS: `k1:${key}`,
      SESSION_SECRET: 's'.repeat(40),
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
    },
  });
  expect((await ended).code).toBe(1);
  expect(said()).toContain('cannot be reached');
  expect(said()).not.toContain('hidden-word');
});
