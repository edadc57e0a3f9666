import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PRISMA_PROGRAM, prismaEnvironment } from '@/scripts/prisma/generate.mjs';
import { useDatabase } from '@/tests/support/database';

const { url, sql } = useDatabase();
const root = fileURLToPath(new URL('../..', import.meta.url));

function migrateDiff(...args: string[]): Promise<{ exitCode: number; said: string }> {
  const env = { ...prismaEnvironment(join(root, 'scripts/prisma/engine.mjs')), DATABASE_URL: url };
  const command = [PRISMA_PROGRAM, 'migrate', 'diff', '--exit-code', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

const fromMigrations = ['--from-migrations', 'prisma/migrations'];

test('the migrations make exactly the tables of schema.prisma', { timeout: 60_000 }, async () => {
  const { exitCode, said } = await migrateDiff(...fromMigrations, '--to-schema', 'prisma/schema.prisma');
  expect(said).toContain('No difference detected');
  expect(exitCode).toBe(0);
});

test('a column more in schema.prisma is seen, and no shadow database stays', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthouse-drift-'));
  try {
    const changed = join(folder, 'schema.prisma');
    const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
    writeFileSync(changed, schema.replace('model Customer {', 'model Customer {\n  motto String?'));
    const { exitCode, said } = await migrateDiff(...fromMigrations, '--to-schema', changed, '--script');
    expect(said).toContain('ALTER TABLE "customer" ADD COLUMN     "motto" TEXT;');
    expect(exitCode).toBe(2);
    expect(await sql("SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'")).toEqual(
      [],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
