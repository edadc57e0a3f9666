import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tooStrongARole } from '@/lib/app-role';
import { type ChainedEntry, type ChainHead, INSTALLATION } from '@/lib/audit/chain';
import { migrate } from '@/scripts/postgres/migrate';
import { MIGRATIONS } from '@/scripts/postgres/read-migrations';
import { useDatabase } from '@/tests/support/database';
import { verifyChain } from './verify-chain';

/**
 * A server of somebody else's: the owner of the tables is no superuser, so that the policies hold for the owner as well,
 * and the app's role is another one.
 */
const world = useDatabase();
const name = `${new URL(world.url).pathname.slice(1)}_plain`;
const ours = '0198f3a0-0000-7000-8000-00000000000a';
const theirs = '0198f3a0-0000-7000-8000-00000000000b';
const CHAIN = '20261125094000_chain_the_audit_trail';

const addressOf = (role: string) => {
  const url = new URL(world.url);
  Object.assign(url, { username: role, password: 'fake', pathname: `/${name}` });
  return url.href;
};
let owner: pg.Client;
let app: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'posthouse-plain-owner-'));

beforeAll(async () => {
  for (const role of ['plain_owner', 'plain_app'])
    await world.sql(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'fake'`);
  await world.sql(`CREATE DATABASE ${name} OWNER plain_owner TEMPLATE template0`);
  cpSync(MIGRATIONS, folder, { recursive: true });
  for (const later of readdirSync(MIGRATIONS).filter(
    (each) => each >= CHAIN && each !== 'migration_lock.toml',
  ))
    rmSync(join(folder, later), { recursive: true });
  await migrate(addressOf('plain_owner'), { folder });
  owner = new pg.Client({ connectionString: addressOf('plain_owner') });
  app = new pg.Client({ connectionString: addressOf('plain_app') });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await app.end();
  await world.sql(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const role of ['plain_owner', 'plain_app']) await world.sql(`DROP ROLE ${role}`);
  rmSync(folder, { recursive: true, force: true });
});

/** Adds entries as a client does, in a scope. */
const add = (client: pg.Client, scope: string, customer: string | null, subject: string) =>
  client.query(
    `BEGIN; SET LOCAL posthouse.scope TO '${scope}';
     INSERT INTO audit_entry (deed, actor_name, customer_id, subject)
     VALUES ('mailbox.change', 'Lin', ${customer ? `'${customer}'` : 'NULL'}, '${subject}'); COMMIT`,
  );

/** One whole chain as the owner sees it, who sees no more than the scope. */
async function chain(customer: string | null): Promise<[ChainedEntry[], ChainHead]> {
  const of = customer ?? INSTALLATION;
  const { rows } = await owner.query(
    `SELECT id, (extract(epoch FROM at) * 1000)::bigint AS "atMs", deed, actor_id AS "actorId", actor_name AS "actorName",
       customer_id AS "customerId", customer_name AS "customerName", subject_id AS "subjectId", subject,
       details::text AS details, sequence, previous_hash AS "previousHash", hash
     FROM audit_entry WHERE coalesce(customer_id, '${INSTALLATION}') = $1 ORDER BY sequence`,
    [of],
  );
  const big = (row: pg.QueryResultRow, ...names: string[]) => ({
    ...row,
    ...Object.fromEntries(names.map((each) => [each, BigInt(row[each])])),
  });
  const head = await owner.query('SELECT * FROM audit_head WHERE chain = $1', [of]);
  return [
    rows.map((row) => big(row, 'id', 'atMs', 'sequence') as ChainedEntry),
    big(head.rows[0] ?? {}, 'sequence') as unknown as ChainHead,
  ];
}

test('what was there before the chains gets its place in them, in the order in which it was written', async () => {
  for (const [at, customer] of [ours, null, theirs, ours, ours, null].entries())
    await add(owner, '*', customer, `entry ${at}`);
  // As prisma migrate deploy would: without a scope, which the owner has to keep to.
  await owner.query(`BEGIN; ${readFileSync(join(MIGRATIONS, CHAIN, 'migration.sql'), 'utf8')}; ROLLBACK`);
  const { applied } = await migrate(addressOf('plain_owner'), { appRole: 'plain_app' });
  expect(applied).toContain(CHAIN);
  await app.connect();
  await owner.query("SET posthouse.scope TO '*'");
  for (const [customer, subjects] of [
    [ours, ['entry 0', 'entry 3', 'entry 4']],
    [theirs, ['entry 2']],
    [null, ['entry 1', 'entry 5']],
  ] as const) {
    const [entries, head] = await chain(customer);
    expect(entries.map(({ subject }) => subject)).toEqual(subjects);
    expect(verifyChain(entries, head)).toBeNull();
  }
});

test('the trail is append-only again, and its owner keeps to the policy again', async () => {
  await expect(owner.query("UPDATE audit_entry SET subject = ''")).rejects.toThrow(/append-only/);
  await owner.query('RESET posthouse.scope');
  expect((await owner.query('SELECT id FROM audit_entry')).rows).toEqual([]);
  const { rows } = await owner.query(
    "SELECT tgenabled AS enabled FROM pg_trigger WHERE tgname = 'audit_entry_append_only'",
  );
  expect(rows).toEqual([{ enabled: 'A' }]);
});

describe('an entry', () => {
  test('is added by the app within its scope, without a scope for nobody, and goes on where the chain ended', async () => {
    expect(await tooStrongARole(async (text) => (await app.query(text)).rows)).toBeNull();
    await add(app, `{${ours}}`, ours, 'of the app');
    await add(app, '{}', null, 'a sign-in');
    await add(app, `{${ours}}`, null, 'a sign-out');
    await expect(add(app, `{${ours}}`, theirs, 'of others')).rejects.toThrow(/row-level security/);
    await app.query('ROLLBACK');
    await owner.query("SET posthouse.scope TO '*'");
    for (const [customer, length] of [
      [ours, 4],
      [theirs, 1],
      [null, 4],
    ] as const) {
      const [entries, head] = await chain(customer);
      expect(entries).toHaveLength(length);
      expect(verifyChain(entries, head)).toBeNull();
    }
  });

  test('is chained too when the owner adds one', async () => {
    await add(owner, `{${theirs}}`, theirs, 'of the owner');
    await owner.query("SET posthouse.scope TO '*'");
    const [entries, head] = await chain(theirs);
    expect(entries.map(({ subject }) => subject)).toEqual(['entry 2', 'of the owner']);
    expect(verifyChain(entries, head)).toBeNull();
  });

  test('shows its head to the app within the scope, and lets it be changed by nobody but the trigger', async () => {
    await app.query(`SET posthouse.scope TO '{${ours}}'`);
    expect((await app.query('SELECT chain FROM audit_head')).rows).toEqual([{ chain: ours }]);
    await expect(app.query('UPDATE audit_head SET sequence = 1')).rejects.toThrow(/permission denied/);
  });
});
