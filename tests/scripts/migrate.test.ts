import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { MigrationError, migrate } from '@/scripts/postgres/migrate';
import { MIGRATIONS, readMigrations } from '@/scripts/postgres/read-migrations';
import { PRISMA_PROGRAM, prismaEnvironment } from '@/scripts/prisma/generate.mjs';
import { useDatabase } from '@/tests/support/database';

const server = useDatabase();
const root = fileURLToPath(new URL('../..', import.meta.url));
const folders: string[] = [];
let count = 0;
let url = '';
let folder = '';

/** An empty database and a folder of migrations for each test: this version's, which the test may add to or spoil. */
beforeEach(async () => {
  const name = `${new URL(server.url).pathname.slice(1)}_${++count}`;
  await server.sql(`CREATE DATABASE ${name} TEMPLATE template0`);
  url = server.url.replace(/test_\w+/, name);
  const project = mkdtempSync(join(tmpdir(), 'posthouse-migrate-'));
  folders.push(project);
  folder = join(project, 'migrations');
  cpSync(MIGRATIONS, folder, { recursive: true });
});

afterAll(async () => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
  const mother = new URL(server.url).pathname.slice(1);
  for (let each = 1; each <= count; each++) await server.sql(`DROP DATABASE ${mother}_${each} WITH (FORCE)`);
});

const own = readMigrations().map(({ name }) => name);

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function ask(sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Prisma's own command line, with our engine, on this test's database and migrations. */
function prisma(...args: string[]): Promise<string> {
  const config = join(folder, '../prisma.config.mjs');
  writeFileSync(
    config,
    `export default ${JSON.stringify({
      schema: join(root, 'prisma/schema.prisma'),
      migrations: { path: folder },
      datasource: { url },
    })};`,
  );
  const env = prismaEnvironment(join(root, 'scripts/prisma/engine.mjs'));
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [PRISMA_PROGRAM, ...args, '--config', config],
      { cwd: root, env },
      (error, out, err) => (error ? reject(new Error(out + err)) : resolve(out + err)),
    );
  });
}

const TWO = ['20990101000000_two', 'ALTER TABLE "customer" ADD COLUMN "two" TEXT;'] as const;
// A function body has semicolons of its own.
const THREE = [
  '20990102000000_three',
  'CREATE FUNCTION three() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 3; END; $$;\nSELECT three();',
] as const;

test('takes turns with prisma migrate deploy', { timeout: 60_000 }, async () => {
  expect(await migrate(url, { folder })).toEqual({ applied: own, alreadyThere: 0 });
  expect(await prisma('migrate', 'deploy')).toContain('No pending migrations to apply');
  addMigration(...TWO);
  const deployed = await prisma('migrate', 'deploy');
  expect(deployed).toContain(TWO[0]);
  expect(deployed).not.toContain(own[0]);
  addMigration(...THREE);
  expect(await migrate(url, { folder })).toEqual({ applied: [THREE[0]], alreadyThere: own.length + 1 });
  expect(await prisma('migrate', 'status')).toContain('Database schema is up to date');
});

test('takes over where prisma migrate deploy began, with the same rows', { timeout: 60_000 }, async () => {
  addMigration(...THREE);
  expect(await prisma('migrate', 'deploy')).toContain('All migrations have been successfully applied');
  expect(await migrate(url, { folder })).toEqual({ applied: [], alreadyThere: own.length + 1 });
  const row = `SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, length(id) AS id_length,
    finished_at >= started_at AS finished FROM _prisma_migrations ORDER BY 1`;
  const theirs = await ask(row);
  await ask('DROP SCHEMA public CASCADE');
  await ask('CREATE SCHEMA public');
  await migrate(url, { folder });
  expect(await ask(row)).toEqual(theirs);
});

test('the table of the history is the one that Prisma makes', { timeout: 60_000 }, async () => {
  const columns = `SELECT column_name, data_type, is_nullable, column_default, character_maximum_length
    FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`;
  await migrate(url, { folder });
  const ours = await ask(columns);
  await ask('DROP SCHEMA public CASCADE');
  await prisma('migrate', 'deploy');
  expect(ours).toEqual(await ask(columns));
});

test('of several at once one applies, the others find it done', async () => {
  const all = await Promise.all([1, 2, 3].map(() => migrate(url, { folder })));
  expect(all.map(({ applied }) => applied.length).sort()).toEqual([0, 0, own.length]);
});

test('a migration that fails is undone whole and can be tried again', async () => {
  addMigration('20990101000000_two', 'CREATE TABLE half (id int); SELECT 1 / 0;');
  await expect(migrate(url, { folder })).rejects.toThrow(
    /20990101000000_two failed and was undone: division by zero/,
  );
  expect(await ask("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  addMigration(...TWO);
  expect(await migrate(url, { folder })).toEqual({ applied: [TWO[0]], alreadyThere: own.length });
});

test('a start that dies in the middle of a migration leaves nothing of it', async () => {
  addMigration('20990101000000_two', 'CREATE TABLE half (id int); SELECT pg_sleep(30);');
  const dying = expect(migrate(url, { folder })).rejects.toThrow();
  const sleeping =
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
  await expect.poll(() => ask(sleeping)).toHaveLength(1);
  await ask(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS dying`);
  await dying;
  addMigration(...TWO);
  expect(await migrate(url, { folder })).toEqual({ applied: [TWO[0]], alreadyThere: own.length });
});

test('a migration that Prisma began and did not finish is not built upon', async () => {
  await migrate(url, { folder });
  await ask('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(url, { folder })).rejects.toThrow(/did not finish.*migrate resolve --rolled-back/);
  await ask('UPDATE _prisma_migrations SET rolled_back_at = now()');
  await expect(migrate(url, { folder })).rejects.toThrow(/failed and was undone/);
});

test('an applied migration that was changed since is refused; line endings are not a change', async () => {
  await migrate(url, { folder });
  const file = join(folder, own[0] ?? '', 'migration.sql');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll('\n', '\r\n'));
  expect(await migrate(url, { folder })).toEqual({ applied: [], alreadyThere: own.length });
  writeFileSync(file, `${text}-- changed`);
  await expect(migrate(url, { folder })).rejects.toThrow(/was changed after this database applied it/);
});

test('a database of a newer version is left alone', async () => {
  addMigration(...TWO);
  await migrate(url, { folder });
  await expect(migrate(url)).rejects.toThrow(
    /newer version of Posthouse \(unknown here: 20990101000000_two\)/,
  );
});

test("somebody else's database is left alone", async () => {
  await ask('CREATE TABLE invoices (id int)');
  await expect(migrate(url, { folder })).rejects.toThrow(MigrationError);
  expect(await ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([
    { tablename: 'invoices' },
  ]);
});

test('a server that is not there is named without its password', async () => {
  const gone = 'postgresql://posthouse:fake-password@127.0.0.1:1/posthouse';
  const failure = await migrate(gone, { folder }).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(MigrationError);
  expect(String(failure)).toMatch(/posthouse at 127.0.0.1:1 cannot be reached/);
  expect(String(failure)).not.toContain('fake-password');
});

test('every migration can be run inside the one transaction', () => {
  for (const name of readdirSync(MIGRATIONS).filter((entry) => own.includes(entry))) {
    const sql = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
    expect(sql).not.toMatch(/^\s*(BEGIN|COMMIT|ROLLBACK)\s*;/im);
    expect(sql).not.toMatch(/CONCURRENTLY/i);
  }
});
