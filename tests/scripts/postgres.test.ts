import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cluster, startCluster } from '@/scripts/postgres/cluster';
import { ensureDatabase } from '@/scripts/postgres/ensure-database';
import { isRunning } from '@/scripts/postgres/process-identity';

const root = fileURLToPath(new URL('../..', import.meta.url));
let dataDir = '';
let started: Cluster[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-cluster-'));
  started = [];
});

afterEach(async () => {
  for (const cluster of started) await cluster.stop().catch(() => undefined);
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Cluster> {
  const cluster = await startCluster({ dataDir });
  started.push(cluster);
  return cluster;
}

async function connect(cluster: Cluster, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function ask<Row extends pg.QueryResultRow>(cluster: Cluster, sql: string): Promise<Row[]> {
  const client = await connect(cluster);
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function gone(pid: number): Promise<void> {
  await expect.poll(() => isRunning(pid), { timeout: 10_000, interval: 20 }).toBe(false);
}

/** Another Node process that starts the cluster, says so, and then does nothing. */
function startElsewhere(throwaway = false) {
  const program = `
    import { startCluster } from ${JSON.stringify(join(root, 'scripts/postgres/cluster.ts'))};
    const cluster = await startCluster({ dataDir: ${JSON.stringify(dataDir)}, throwaway: ${throwaway} });
    console.log(JSON.stringify({ pid: cluster.pid, reused: cluster.reused }));
    process.on('SIGTERM', () => cluster.stop().then(() => process.exit()));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = new Promise<{ pid: number; reused: boolean }>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(JSON.parse(String(line))));
    child.once('exit', () => reject(new Error('It ended before the server was up.')));
  });
  said.catch(() => undefined);
  return { child, said, ended };
}

test('makes a cluster that only this machine and only its password can reach', async () => {
  const cluster = await start();
  expect(cluster.reused).toBe(false);
  expect(await ensureDatabase(cluster, 'posthouse')).toBe(true);
  expect(await ensureDatabase(cluster, 'posthouse')).toBe(false);
  const shown = async (name: string) => Object.values((await ask(cluster, `SHOW ${name}`))[0] ?? {})[0];
  expect(await shown('listen_addresses')).toBe('127.0.0.1');
  expect(await shown('unix_socket_directories')).toBe('');
  expect(await shown('server_encoding')).toBe('UTF8');
  expect(await shown('timezone')).toBe('UTC');
  expect(await shown('fsync')).toBe('on');
  expect(
    await ask(cluster, "SELECT lower('ÄÉ') AS lower, 'a' < 'B' AS unicode_order, 'a' > 'B' AS byte_order"),
  ).toEqual([{ lower: 'äé', unicode_order: false, byte_order: true }]);
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
  const wrong = new pg.Client({
    connectionString: cluster.url('postgres').replace(/:[0-9a-f]{48}@/, ':wrong@'),
  });
  await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
  const none = new pg.Client({ connectionString: cluster.url('postgres').replace(/:[0-9a-f]{48}@/, '@') });
  await expect(none.connect()).rejects.toThrow();
});

test('stops, leaves no process, and starts again with what it held', async () => {
  const first = await start();
  await ask(first, "CREATE TABLE kept AS SELECT 'still here' AS text");
  await connect(first); // An open session does not hold up the end.
  await first.stop();
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'password', 'server.log']);
  const second = await start();
  expect(second.reused).toBe(false);
  expect(await ask(second, 'SELECT text FROM kept')).toEqual([{ text: 'still here' }]);
});

test('of two that start at once one makes it and the other joins; the last to leave stops it', async () => {
  const elsewhere = startElsewhere();
  const [one, two, three] = await Promise.all([start(), start(), elsewhere.said]);
  expect(new Set([one.pid, two.pid, three.pid]).size).toBe(1);
  expect([one.reused, two.reused, three.reused].sort()).toEqual([false, true, true]);
  await one.stop();
  await two.stop();
  expect(isRunning(one.pid)).toBe(true);
  elsewhere.child.kill('SIGTERM');
  await elsewhere.ended;
  await gone(one.pid);
});

test('a server whose starter was killed is joined, and stopped by who joined it', async () => {
  const elsewhere = startElsewhere();
  const { pid } = await elsewhere.said;
  elsewhere.child.kill('SIGKILL');
  await elsewhere.ended;
  expect(isRunning(pid)).toBe(true);
  const cluster = await start();
  expect(cluster).toMatchObject({ pid, reused: true });
  await cluster.stop();
  await gone(pid);
});

test('a server killed while it writes loses nothing that it acknowledged', { timeout: 60_000 }, async () => {
  let cluster = await start();
  await ask(cluster, 'CREATE TABLE written (id serial PRIMARY KEY)');
  let acknowledged = 0;
  for (let round = 1; round <= 2; round++) {
    const seen: number[] = [];
    const writers = Array.from({ length: 4 }, async () => {
      const client = await connect(cluster);
      try {
        for (;;) {
          const { rows } = await client.query<{ id: number }>(
            'INSERT INTO written DEFAULT VALUES RETURNING id',
          );
          seen.push(rows[0]?.id ?? 0);
        }
      } catch {
        // Killed.
      }
    });
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThan(200);
    process.kill(cluster.pid, 'SIGKILL');
    await Promise.all(writers);
    acknowledged += seen.length;

    cluster = await start();
    expect(cluster.reused).toBe(false);
    const found = new Set((await ask<{ id: number }>(cluster, 'SELECT id FROM written')).map(({ id }) => id));
    expect(seen.filter((id) => !found.has(id))).toEqual([]);
  }
  expect(acknowledged).toBeGreaterThan(400);
});

test.each([30, 250, 400])(
  'a first start that is killed after %i ms heals',
  { timeout: 60_000 },
  async (delayMs) => {
    const elsewhere = startElsewhere();
    await expect.poll(() => existsSync(join(dataDir, 'lock')), { timeout: 15_000, interval: 5 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    elsewhere.child.kill('SIGKILL');
    await elsewhere.ended;
    const cluster = await start();
    expect(await ask(cluster, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await cluster.stop();
    expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'password', 'server.log']);
  },
);

test('a half-made cluster and a dead lock are cleared away', async () => {
  mkdirSync(join(dataDir, 'cluster.partial-0'));
  writeFileSync(join(dataDir, 'cluster.partial-0/PG_VERSION'), '18\n');
  writeFileSync(join(dataDir, 'lock'), '999999999 1');
  writeFileSync(join(dataDir, 'used-by-999999999-x'), '999999999 1');
  const cluster = await start();
  await cluster.stop();
  expect(isRunning(cluster.pid)).toBe(false);
  expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'password', 'server.log']);
});

test('a postmaster.pid that names a stranger does not keep the server from starting', async () => {
  const first = await start();
  const pidFile = join(dataDir, 'cluster/postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  process.kill(first.pid, 'SIGKILL');
  await gone(first.pid);
  const { uid, gid } = statSync(join(dataDir, 'cluster'));
  const identity = process.getuid?.() === 0 ? { uid, gid } : {};
  const stranger = spawn('sleep', ['60'], { cwd: '/', ...identity });
  try {
    writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
    const cluster = await start();
    expect(cluster.reused).toBe(false);
    expect(isRunning(stranger.pid ?? 0)).toBe(true);
  } finally {
    stranger.kill();
  }
});

test('a throw-away cluster is gone after its end, also when its starter is killed', {
  timeout: 60_000,
}, async () => {
  const cluster = await startCluster({ dataDir, throwaway: true });
  await cluster.stop();
  expect(existsSync(dataDir)).toBe(false);
  expect(isRunning(cluster.pid)).toBe(false);

  const elsewhere = startElsewhere(true);
  const { pid } = await elsewhere.said;
  elsewhere.child.kill('SIGKILL');
  await gone(pid);
  await expect.poll(() => existsSync(dataDir), { timeout: 10_000 }).toBe(false);
});

test('a cluster whose password file is lost is not overwritten', async () => {
  await (await start()).stop();
  rmSync(join(dataDir, 'password'));
  await expect(start()).rejects.toThrow(/the file with its password is not/);
  expect(existsSync(join(dataDir, 'cluster/PG_VERSION'))).toBe(true);
});

test('the log holds nothing that a person typed', async () => {
  const cluster = await start();
  await ask(cluster, 'CREATE TABLE people (name text CHECK (length(name) < 3))');
  await expect(ask(cluster, "INSERT INTO people VALUES ('planted-name')")).rejects.toThrow();
  await expect(ask(cluster, "SELECT 'planted-name' FROM nowhere")).rejects.toThrow();
  await cluster.stop();
  const log = readFileSync(join(dataDir, 'server.log'), 'utf8');
  expect(log).toContain('violates check constraint');
  expect(log).not.toContain('planted-name');
});
