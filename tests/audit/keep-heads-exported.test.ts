import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHeadLines } from '@/lib/audit/exported-heads';
import { buildIfStale } from '@/scripts/start/build';
import { useDatabase } from '@/tests/support/database';
import { startPosthouse } from '@/tests/support/started-posthouse';
import { layEntries, newChain } from './trail';

const world = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'posthouse-keep-heads-'));
const file = join(folder, 'heads.jsonl');

beforeAll(() => buildIfStale(process.cwd()), 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = () => readFileSync(file, 'utf8').split('\n').slice(0, -1);

test('a running Posthouse exports the heads when it starts and once more before it ends', {
  timeout: 60_000,
}, async () => {
  const [early, late] = [newChain(), newChain()];
  await layEntries(world, early, 2);
  const given = ['VAULT_KEYS', 'SESSION_SECRET', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'];
  const keys = Object.fromEntries(given.map((name) => [name, process.env[name] ?? '']));
  const posthouse = await startPosthouse({
    dataDir: join(folder, 'data'),
    env: {
      ...keys,
      DATABASE_URL: world.appUrl,
      AUDIT_HEADS_FILE: file,
    },
  });
  await expect.poll(lines).toHaveLength(1);
  await layEntries(world, late, 5);
  expect(await posthouse.stop('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(lines()).toHaveLength(2);
  const [atStart, atEnd] = await Promise.all(lines().map((line) => readHeadLines([line])));
  expect([...(atStart?.heads.keys() ?? [])]).toEqual([early]);
  expect([...(atEnd?.heads ?? [])]).toEqual([
    [late, new Map([[5n, expect.stringMatching(/^[0-9a-f]{64}$/)]])],
  ]);
});
