import { readFileSync } from 'node:fs';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { tooStrongARole } from '@/lib/app-role';
import { database, read, transact } from '@/lib/database';
import { succeed } from '@/lib/result';
import { EVERY_CUSTOMER, NO_CUSTOMER } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';
import { insertRow } from './rows';

const world = useDatabase();
const { sql } = world;

/** The tables of customers' data, each with the column that says whose a row is. */
const CUSTOMERS_TABLES = {
  customer: 'id',
  registration: 'customer_id',
  credential: 'customer_id',
  pending_certificate: 'customer_id',
  mailbox: 'customer_id',
  connection_test: 'customer_id',
  retest: 'customer_id',
  message: 'customer_id',
  audit_entry: 'customer_id',
} as const;

/** With a policy that does not hold for their owner, each with the reason. */
const TABLES_OF_A_TRIGGER = {
  audit_head:
    'the trigger of audit_entry writes it as the owner, for whoever adds an entry; the app may only look',
};

/** The tables without policies, each with the reason. */
const OPEN_TABLES = {
  staff_member: 'belongs to the installation',
  staff_session: 'belongs to the installation',
  staff_account: 'belongs to the installation',
  second_factor: 'belongs to the installation',
  passkey: 'belongs to the installation',
  staff_invitation: 'belongs to the installation, and names customers by their id alone',
  verification: 'belongs to the installation',
  attempt_count: 'belongs to the installation',
  vault_key: 'belongs to the installation',
  unknown_code: 'belongs to the installation: codes alone, without whose mailbox they were met at',
  assignment: 'says what the scope of a staff member is, so it is read before there is one',
  _prisma_migrations: 'belongs to the installation',
};

let ours = '';
let theirs = '';

async function layCustomer(): Promise<string> {
  const customer = await insertRow(world, 'customer');
  const own = { customer_id: customer };
  const registration = await insertRow(world, 'registration', own);
  await insertRow(world, 'credential', { ...own, registration_id: registration });
  await insertRow(world, 'pending_certificate', { ...own, registration_id: registration });
  const mailbox = await insertRow(world, 'mailbox', own);
  await insertRow(world, 'connection_test', { ...own, mailbox_id: mailbox });
  await insertRow(world, 'retest', { ...own, mailbox_id: mailbox });
  await insertRow(world, 'message', { ...own, mailbox_id: mailbox });
  await insertRow(world, 'audit_entry', own);
  return customer;
}

beforeAll(async () => {
  ours = await layCustomer();
  theirs = await layCustomer();
  await insertRow(world, 'audit_entry');
});

/** Runs one statement as the app's role, in the scope of a customer, of everyone ('*') or of nobody (null). */
async function as(scope: string | null, text: string): Promise<unknown[]> {
  const reach = scope === null ? NO_CUSTOMER : scope === '*' ? EVERY_CUSTOMER : scope;
  const result = await transact(reach, async (tx) => succeed(await tx.$queryRawUnsafe<unknown[]>(text)));
  return result.ok ? result.value : [];
}

test('every table either has its policy or is known to need none', async () => {
  const tables = await sql<{ name: string; kept: boolean; forced: boolean; policies: number }>(`
    SELECT relname AS name, relrowsecurity AS kept, relforcerowsecurity AS forced,
           (SELECT count(*)::int FROM pg_policy WHERE polrelid = pg_class.oid) AS policies
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
  const kept = tables.filter((table) => table.kept && table.forced && table.policies === 1);
  expect(kept.map(({ name }) => name).sort()).toEqual(Object.keys(CUSTOMERS_TABLES).sort());
  const ofTrigger = tables.filter((table) => table.kept && !table.forced && table.policies === 1);
  expect(ofTrigger.map(({ name }) => name)).toEqual(Object.keys(TABLES_OF_A_TRIGGER));
  const open = tables.filter((table) => !table.kept).map(({ name }) => name);
  expect(open.sort()).toEqual(Object.keys(OPEN_TABLES).sort());
});

describe.each(Object.entries(CUSTOMERS_TABLES))('%s', (table, owner) => {
  test('shows nothing without a scope, and the rows of the scope within one', async () => {
    const all = `SELECT DISTINCT ${owner}::text AS owner FROM ${table} WHERE ${owner} IS NOT NULL ORDER BY 1`;
    expect(await database().$queryRawUnsafe(all)).toEqual([]);
    expect(await as(null, all)).toEqual([]);
    expect(await as(ours, all)).toEqual([{ owner: ours }]);
    expect(await as('*', all)).toEqual([ours, theirs].sort().map((id) => ({ owner: id })));
  });

  test('gives no row of another customer away to an update or a delete, and takes none', async () => {
    if (table === 'audit_entry') return;
    const row = `UPDATE ${table} SET ${owner} = ${owner} WHERE ${owner} = '${theirs}' RETURNING ${owner}`;
    expect(await as(ours, row)).toEqual([]);
    expect(await as(ours, `DELETE FROM ${table} WHERE ${owner} = '${theirs}' RETURNING ${owner}`)).toEqual(
      [],
    );
    const moved = `UPDATE ${table} SET ${owner} = '${theirs}' WHERE ${owner} = '${ours}' RETURNING ${owner}`;
    await expect(as(ours, moved)).rejects.toThrow(/row-level security|duplicate key/);
    expect(await sql(`SELECT ${owner} FROM ${table} WHERE ${owner} = $1`, [theirs])).toHaveLength(1);
  });
});

test('the heads of the trail are seen within the scope, that of the installation by those who see every one', async () => {
  const all = 'SELECT chain FROM audit_head ORDER BY 1';
  const installation = '00000000-0000-0000-0000-000000000000';
  expect(await database().$queryRawUnsafe(all)).toEqual([]);
  expect(await as(null, all)).toEqual([]);
  expect(await as(ours, all)).toEqual([{ chain: ours }]);
  expect(await as('*', all)).toEqual([installation, ours, theirs].sort().map((chain) => ({ chain })));
});

test('nothing can be added for another customer', async () => {
  const add = (customer: string) =>
    `INSERT INTO mailbox (id, customer_id, address, name, updated_at)
     VALUES (gen_random_uuid(), '${customer}', 'new@a.example', '', now())`;
  await expect(as(ours, add(theirs))).rejects.toThrow(/row-level security/);
  await expect(as(null, add(ours))).rejects.toThrow(/row-level security/);
  await as(ours, add(ours));
  expect(await sql("SELECT customer_id FROM mailbox WHERE address = 'new@a.example'")).toEqual([
    { customer_id: ours },
  ]);
});

test('the trail takes from anybody what concerns no customer, and shows it to those who see every one', async () => {
  const add = (customer: string) =>
    `INSERT INTO audit_entry (deed, actor_name, subject, customer_id) VALUES ('x', 'Lin', 'no scope', ${customer})`;
  await as(null, add('NULL'));
  await expect(as(ours, add(`'${theirs}'`))).rejects.toThrow(/row-level security/);
  const entries = "SELECT subject FROM audit_entry WHERE subject = 'no scope'";
  expect(await as(ours, entries)).toEqual([]);
  expect(await as('*', entries)).toEqual([{ subject: 'no scope' }]);
});

test('no foreign key leads from one customer to another', async () => {
  const keys = await sql<{ child: string; definition: string }>(`
    SELECT conrelid::regclass::text AS child, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f'`);
  const between = keys.filter(({ child }) => child in CUSTOMERS_TABLES);
  expect(between.length).toBeGreaterThan(6);
  for (const { definition } of between) {
    // To the customer itself, to one of its rows by both (whose it is, and which), or to what belongs to no customer.
    expect(definition).toMatch(
      /REFERENCES customer\(id\)|\(customer_id, \w+\) REFERENCES \w+\(customer_id, id\)|REFERENCES vault_key\(id\)/,
    );
  }
});

test('a scope holds ids alone', async () => {
  for (const scope of ['*', '', "x'; DROP TABLE customer; --", '{}', `${ours},${theirs}`]) {
    await expect(read(scope, (reader) => reader.customer.count())).rejects.toThrow(/no customer id/);
    await expect(transact(scope, async () => succeed(null))).rejects.toThrow(/no customer id/);
  }
});

test('what the app may do with each table is written down, and it may do no more', async () => {
  const rights = await sql<{ name: string; rights: string }>(`
    SELECT table_name AS name, string_agg(privilege_type, ' ' ORDER BY privilege_type) AS rights
    FROM information_schema.role_table_grants WHERE grantee = 'posthouse_app' GROUP BY 1`);
  const of = Object.fromEntries(rights.map(({ name, rights }) => [name, rights]));
  const tables = { ...CUSTOMERS_TABLES, ...TABLES_OF_A_TRIGGER, ...OPEN_TABLES };
  expect(Object.keys(of).sort()).toEqual(Object.keys(tables).sort());
  expect(of.vault_key).toBe('DELETE INSERT SELECT');
  for (const table of ['audit_entry', 'audit_head', '_prisma_migrations'])
    expect(of[table], table).toBe('SELECT');
  // Of an entry what was done; not when, and not where it stands in the trail.
  const columns = await sql<{ name: string }>(`
    SELECT column_name AS name FROM information_schema.role_column_grants
    WHERE grantee = 'posthouse_app' AND table_name = 'audit_entry' AND privilege_type = 'INSERT'`);
  expect(columns.map(({ name }) => name).sort()).toEqual([
    'actor_id',
    'actor_name',
    'customer_id',
    'customer_name',
    'deed',
    'details',
    'subject',
    'subject_id',
  ]);
  const granted = readFileSync('prisma/app-role.sql', 'utf8');
  for (const table of Object.keys(of)) expect(granted).toContain(table);
  await expect(database().$executeRaw`create table mine (id int)`).rejects.toThrow(/permission denied/);
  await expect(database().$executeRaw`alter table mailbox disable row level security`).rejects.toThrow(
    /must be owner/,
  );
});

describe('a role that the policies do not hold for', () => {
  test('is told apart from the one that the app should have', async () => {
    expect(await tooStrongARole((text) => database().$queryRawUnsafe(text))).toBeNull();
    expect(await tooStrongARole((text) => sql(text))).toMatch(/"posthouse" of DATABASE_URL is a superuser:/);
  });

  test.each([
    ['BYPASSRLS', '', /has BYPASSRLS:/],
    ['', 'GRANT isolation_bypasser TO isolation_strong', /has BYPASSRLS, by way of "isolation_bypasser":/],
    ['', 'ALTER TABLE message OWNER TO isolation_strong', /owns the tables:/],
    ['CREATEROLE', '', /has CREATEROLE:/],
    ['REPLICATION', '', /has REPLICATION:/],
    ['', 'GRANT pg_read_server_files TO isolation_strong', /files, by way of "pg_read_server_files":/],
  ])('%s %s', async (option, grant, words) => {
    await sql(`CREATE ROLE isolation_bypasser BYPASSRLS; 
      CREATE ROLE isolation_strong LOGIN PASSWORD 'fake' ${option}; ${grant}`);
    const url = new URL(world.url);
    url.username = 'isolation_strong';
    url.password = 'fake';
    const client = new pg.Client({ connectionString: url.href });
    try {
      await client.connect();
      const said = await tooStrongARole(async (text) => (await client.query(text)).rows);
      expect(said).toMatch(words);
      expect(said).toContain('CREATE ROLE posthouse_app LOGIN NOSUPERUSER NOBYPASSRLS');
    } finally {
      await client.end();
      await sql(`ALTER TABLE message OWNER TO posthouse;
        DROP ROLE isolation_strong; DROP ROLE isolation_bypasser`);
    }
  });
});
