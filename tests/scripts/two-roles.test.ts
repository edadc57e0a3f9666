import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIfStale } from '@/scripts/start/build';
import { useDatabase } from '@/tests/support/database';
import { launchPosthouse, type StartedPosthouse, startPosthouse } from '../support/started-posthouse';

// A server of one's own, as docs/operations.md has it set up: an owner who is no superuser, and the app's role.
const LIMIT_MS = 60_000;
const server = useDatabase();
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-roles-'));
chmodSync(folder, 0o711);
const name = `roles_${randomUUID().slice(0, 8)}`;
const address = (role: string) => {
  const url = new URL(server.url);
  url.username = role;
  url.password = 'fake';
  url.pathname = `/${name}`;
  return url.href;
};
const owner = address(`${name}_owner`);
const app = address(`${name}_app`);
const key = () => randomBytes(32).toString('base64');
const keys = {
  VAULT_KEYS: `k1:${key()}`,
  SESSION_SECRET: key(),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key(),
};

beforeAll(async () => {
  await buildIfStale(process.cwd());
  for (const role of [`${name}_owner`, `${name}_app`])
    await server.sql(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'fake'`);
  await server.sql(`CREATE DATABASE ${name} OWNER ${name}_owner TEMPLATE template0 ENCODING 'UTF8'`);
}, 240_000);

afterAll(async () => {
  await server.sql(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.sql(`DROP ROLE ${name}_app; DROP ROLE ${name}_owner`);
  rmSync(folder, { recursive: true, force: true });
});

const start = (env: Record<string, string>) => ({ dataDir: join(folder, 'data'), env: { ...keys, ...env } });

async function refusal(env: Record<string, string>): Promise<string> {
  const { ended, said } = await launchPosthouse(start(env));
  expect((await ended).code).toBe(1);
  expect(said()).not.toContain('fake@');
  return said();
}

test('before the owner has migrated, the app alone says what is missing', { timeout: LIMIT_MS }, async () => {
  const said = await refusal({ DATABASE_URL: app });
  expect(said).toMatch(/The tables of this version are not there yet \(\d+ migrations are missing\)/);
  expect(said).toContain('Set DATABASE_OWNER_URL');
});

test('with both addresses it migrates, gives the rights, and starts', { timeout: LIMIT_MS }, async () => {
  const posthouse: StartedPosthouse = await startPosthouse(
    start({ DATABASE_URL: app, DATABASE_OWNER_URL: owner }),
  );
  try {
    expect((await fetch(`${posthouse.url}/api/health`)).status).toBe(200);
    expect((await fetch(posthouse.setUpUrl ?? '')).status).toBe(200);
    expect(posthouse.said()).not.toContain('fake@');
  } finally {
    await posthouse.stop('SIGTERM');
  }
});

test("then the app's address is enough, and the owner's own is refused", { timeout: LIMIT_MS }, async () => {
  const posthouse = await startPosthouse(start({ DATABASE_URL: app }));
  await posthouse.stop('SIGTERM');
  const said = await refusal({ DATABASE_URL: owner, DATABASE_OWNER_URL: owner });
  expect(said).toContain(`The role "${name}_owner" of DATABASE_URL owns the tables:`);
  expect(said).toContain('See "Two roles" in docs/operations.md.');
});

test('the owner is under the policies as well, while migrations see every row', async () => {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  try {
    const lay = "INSERT INTO customer (id, name, updated_at) VALUES (gen_random_uuid(), 'Contoso', now())";
    await expect(client.query(lay)).rejects.toThrow(/row-level security/);
    await client.query(`BEGIN; SET LOCAL posthouse.scope TO '*'; ${lay}; COMMIT`);
    expect((await client.query('SELECT name FROM customer')).rows).toEqual([]);
  } finally {
    await client.end();
  }
});
