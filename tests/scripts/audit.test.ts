import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { layEntries, newChain } from '../audit/trail';
import { useDatabase } from '../support/database';

const world = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'posthouse-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const heads = join(folder, 'heads.jsonl');
const LIMIT = { timeout: 60_000 };

/** `npm run audit -- …` on this test's database. */
function audit(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../scripts/audit.mjs', import.meta.url)), ...args],
    {
      env: {
        ...process.env,
        DATA_DIR: join(folder, 'data'),
        INIT_CWD: folder,
        AUDIT_HEADS_FILE: args[0] === 'export-heads' ? heads : '',
      },
    },
  );
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  return new Promise((ended) => child.on('close', (code) => ended({ code, ...said })));
}

test('verify says that it is fine, of how much', LIMIT, async () => {
  await layEntries(world, newChain(), 3);
  await layEntries(world, null, 2);
  const { code, out, err } = await audit('verify');
  expect(err).toBe('');
  expect(out).toContain('fine: 5 entries in 2 chains\n');
  expect(code).toBe(0);
});

test('export-heads writes them, and verify holds the trail against them', LIMIT, async () => {
  expect(await audit('export-heads')).toMatchObject({
    code: 0,
    out: expect.stringContaining('file: 2 heads\n'),
  });
  expect(readFileSync(heads, 'utf8')).toMatch(/^\{"type":"audit\.heads".*\}\n$/);
  // The path is meant from where it was typed.
  const { code, out } = await audit('verify', '--heads', 'heads.jsonl');
  expect(out).toContain('fine: 5 entries in 2 chains\n2 exported heads are in them\n');
  expect(code).toBe(0);
});

test('verify names the first bad row of each bad chain, and fails', LIMIT, async () => {
  const chain = newChain();
  await layEntries(world, chain, 4);
  await world.sql(`ALTER TABLE audit_entry DISABLE TRIGGER ALL;
    UPDATE audit_entry SET subject = 'changed' WHERE customer_id = '${chain}' AND sequence >= 2;
    DELETE FROM audit_entry WHERE customer_id IS NULL AND sequence = 2`);
  const [row] = await world.sql<{ id: string }>(
    'SELECT id FROM audit_entry WHERE customer_id = $1 AND sequence = 2',
    [chain],
  );
  const { code, out, err } = await audit('verify');
  expect(err.split('\n')).toEqual([
    `changed: id ${row?.id}, chain ${chain}, sequence 2: it is not what was hashed when it was written`,
    'cut_off: id none, chain installation, sequence 2: there is no such entry, and the chain was that long',
    'not fine: 2 of 3 chains are not whole',
    '',
  ]);
  expect(out).not.toContain('fine');
  expect(code).toBe(1);
});

test('a line of the heads that cannot be read is named', LIMIT, async () => {
  appendFileSync(heads, '{"type":\n');
  const { err } = await audit('verify', '--heads', heads);
  expect(err).toContain('Not read, because it is no export: line 2.');
});

test.each([
  ['no command', []],
  ['another command', ['repair']],
  ['more than one', ['verify', 'export-heads']],
  ['an option that there is not', ['verify', '--head', 'x']],
  ['heads for an export', ['export-heads', '--heads', 'x']],
])('%s is answered with the commands that there are', async (_, args) => {
  const { code, err } = await audit(...args);
  expect(err).toContain('npm run audit -- verify [--heads FILE]');
  expect(code).toBe(2);
});

test('a file that is not there is named', async () => {
  const { code, err } = await audit('verify', '--heads', 'nowhere.jsonl');
  expect(err).toContain(`There is no file ${join(folder, 'nowhere.jsonl')}.`);
  expect(code).toBe(1);
});
