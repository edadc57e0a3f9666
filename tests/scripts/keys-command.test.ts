import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startCluster } from '@/scripts/postgres/cluster';
import { APP_DATABASE } from '@/scripts/postgres/ensure-database';
import { type Keys, keysPath } from '@/scripts/start/keys';
import { type LaidSecret, laySecrets } from '@/tests/support/lay-secrets';

// Each command is a real one, on an installation of its own; one test goes on where the one before ended.
const LIMIT_MS = 120_000;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-keys-'));
// Started by root, Postgres runs as another account and has to get there.
chmodSync(folder, 0o711);
const dataDir = join(folder, 'data');
let cluster: Cluster | undefined;
let pool: pg.Pool | undefined;
let first = '';
let second = '';
let laid: LaidSecret[] = [];
const everythingSaid: string[] = [];
const everyKey = new Set<string>();

const keyFile = () => JSON.parse(readFileSync(keysPath(dataDir), 'utf8')) as Keys;
const sql = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
  ((await pool?.query<Row>(text, values))?.rows ?? []) as Row[];

async function keys(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['scripts/keys.mjs', ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      DATABASE_OWNER_URL: '',
      VAULT_KEYS: '',
      VAULT_KEYS_FILE: '',
      VAULT_SEALING_KEY: '',
      SESSION_SECRET: '',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '',
      SANDBOX_URL: '',
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  const code = await new Promise((answer) => child.once('close', answer));
  everythingSaid.push(said.out, said.err);
  return { code, ...said, all: said.out + said.err };
}

beforeAll(async () => {
  expect(await keys(['list'])).toMatchObject({ code: 0, err: '' });
  cluster = await startCluster({ dataDir: join(dataDir, 'postgres') });
  pool = new pg.Pool({ connectionString: cluster.url(APP_DATABASE), max: 2 });
  pool.on('error', () => undefined);
  const [key] = keyFile().vaultKeys;
  if (!key) throw new Error('no key was made');
  first = key.id;
  everyKey.add(key.key);
  laid = await laySecrets({ sql }, 40, { keyId: key.id, keyText: key.key });
}, LIMIT_MS);
afterAll(async () => {
  await pool?.end();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}, LIMIT_MS);

test('add puts a key into the file, which seals, and tells what to do next', {
  timeout: LIMIT_MS,
}, async () => {
  const { code, out } = await keys(['add']);
  expect(code).toBe(0);
  const { vaultKeys, sealingKey } = keyFile();
  second = sealingKey;
  for (const { key } of vaultKeys) everyKey.add(key);
  expect(vaultKeys.map(({ id }) => id)).toEqual([first, second]);
  expect(second).not.toBe(first);
  expect(statSync(keysPath(dataDir)).mode & 0o777).toBe(0o600);
  expect(out).toContain(`Added the key ${second}`);
  expect(out).toContain('npm run keys -- rewrap');
  expect(await sql("select actor_name, subject from audit_entry where deed = 'keys.add'")).toEqual([
    { actor_name: 'Posthouse', subject: second },
  ]);
  const list = await keys(['list']);
  expect(list.out).toContain(`${first}  usable      40 secrets\n`);
  expect(list.out).toContain(`${second}  usable      seals new secrets, 0 secrets\n`);
  expect(list.out).toContain('40 secrets not under the key that seals');
  expect(list.code).toBe(0);
});

test('retire refuses a key with the number of secrets that need it', { timeout: LIMIT_MS }, async () => {
  const { code, err } = await keys(['retire', first]);
  expect(err).toContain(`40 secrets still sealed with ${first}. It stays.`);
  expect(code).toBe(1);
  expect(keyFile().vaultKeys).toHaveLength(2);
});

test('rewrap passes a broken secret by, names it and ends with 1; the next ends with 0', {
  timeout: LIMIT_MS,
}, async () => {
  const { customerId, registrationId } = laid[7] as LaidSecret;
  const where = 'where registration_id = $1';
  const [row] = await sql<{ sealed: string }>(`select sealed from credential ${where}`, [registrationId]);
  await sql(`update credential set sealed = 'v2.${first}.AAAA.AAAA' ${where}`, [registrationId]);
  const { code, out, err } = await keys(['rewrap', '--batch', '6']);
  expect(out).toContain('39 secrets re-wrapped.');
  expect(err).toContain(`it does not open: customer ${customerId}, registration ${registrationId}`);
  expect(code).toBe(1);
  const verified = await keys(['verify']);
  expect(verified.out).toContain(`${second}: 39 secrets fine`);
  expect(verified.err).toContain(
    `${first}: does not open: customer ${customerId}, registration ${registrationId}`,
  );
  expect(verified.code).toBe(1);

  await sql(`update credential set sealed = $2 ${where}`, [registrationId, row?.sealed]);
  expect(await keys(['rewrap'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 secret re-wrapped.'),
  });
  const again = await keys(['verify']);
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining(`${second}: 40 secrets fine`) });
});

test('retire takes a key that nothing needs out of the file', { timeout: LIMIT_MS }, async () => {
  const { code, out } = await keys(['retire', first]);
  expect(code).toBe(0);
  expect(out).toContain(`Took ${first} out of`);
  expect(keyFile().vaultKeys.map(({ id }) => id)).toEqual([second]);
  expect(await sql('select id from vault_key')).toEqual([{ id: second }]);
  const refused = await keys(['retire', second]);
  expect([refused.code, refused.err]).toEqual([1, `${second} seals new secrets. Add another key first.\n`]);
  expect(keyFile().sealingKey).toBe(second);
});

test('a key that is cut short is named at every start, and nothing is changed', {
  timeout: LIMIT_MS,
}, async () => {
  const whole = readFileSync(keysPath(dataDir), 'utf8');
  const cut = { ...keyFile(), vaultKeys: [{ id: second, key: 'c2hvcnQ=' }] };
  writeFileSync(keysPath(dataDir), JSON.stringify(cut), { mode: 0o600 });
  const rows = await sql('select * from credential order by id');
  const { code, out } = await keys(['list']);
  expect(out).toContain(`  Keys: The vault key ${second} is not whole`);
  expect(out).toContain(`${second}  incomplete  seals new secrets, 40 secrets`);
  expect(code).toBe(1);
  expect(await sql('select * from credential order by id')).toEqual(rows);
  expect(JSON.parse(readFileSync(keysPath(dataDir), 'utf8'))).toEqual(cut);
  writeFileSync(keysPath(dataDir), whole, { mode: 0o600 });
  expect((await keys(['verify'])).code).toBe(0);
});

test('what it does not know it answers with how it is used', { timeout: LIMIT_MS }, async () => {
  expect(await keys(['rotate'])).toMatchObject({ code: 1, out: expect.stringContaining('retire <id>') });
});

test('none of it ever says a key or a secret', () => {
  const said = everythingSaid.join('\n');
  expect(said).toContain(first);
  for (const hidden of [...everyKey, ...laid.map(({ secret }) => secret)]) expect(said).not.toContain(hidden);
});

test('where keys are given add prints one line to paste, to standard output alone', {
  timeout: LIMIT_MS,
}, async () => {
  const before = readFileSync(keysPath(dataDir), 'utf8');
  const { code, out, err } = await keys(['add'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
  expect(code).toBe(0);
  expect(out).toMatch(/^k\d{8}-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=\n$/);
  expect(err).toContain('npm run keys -- rewrap');
  expect(err).not.toContain(out.trim().split(':')[1]);
  expect(readFileSync(keysPath(dataDir), 'utf8')).toBe(before);
});
