import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { CustomerId } from '@/lib/customer/customer';
import type { Reach } from '@/lib/scope';
import { insertRow } from '@/tests/database/rows';
import type { TestDatabase } from '@/tests/support/database';
import { makeCertificate } from '@/tests/support/make-certificate';

/** A customer with one row of everything. */
export interface Laid {
  readonly id: CustomerId;
  readonly name: string;
  readonly registration: string;
  /** A certificate that waits at the registration. */
  readonly certificate: string;
  /** Serves no mailbox. */
  readonly idle: string;
  readonly mailbox: string;
  /** A connection test of the mailbox. */
  readonly test: string;
  /** One that was run from the form before saving. */
  readonly formTest: string;
  /** On its way. */
  readonly message: string;
  /** Who has the one entry in its history. */
  readonly actor: string;
}

/** Two customers whose rows say the same, word for word: only whose they are tells them apart. */
export interface TwoCustomers {
  readonly ours: Laid;
  /** The older one: a statement that forgets to ask whose a row is meets theirs first. */
  readonly theirs: Laid;
  /** An agent who is assigned to both. */
  readonly colleague: string;
  /** Who sees ours and nobody else. */
  readonly reach: Reach;
  /**
   * Lays rows of ours that point to a row of theirs, as no foreign key would let anybody: a mailbox served by their
   * registration, and a credential of it.
   */
  readonly cross: () => Promise<{ readonly mailbox: string }>;
}

/** The address of both their mailboxes. */
export const ADDRESS = 'desk@contoso.example';

/** The values of both their registrations. */
export const SAME = {
  cloud: 'global',
  tenantId: 'contoso.example',
  clientId: '0f8fad5b-d9cb-469f-a165-708677289502',
} as const;

/** Who ran the tests of both from the form, and what was tested. */
export const lin = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Lin',
  email: 'lin@posthouse.example',
};
/** The claim of both retests, which is over. */
export const LEASED_UNTIL = new Date('2026-01-01T00:00:00Z');
export const FINGERPRINT = 'fake-fingerprint-of-the-same-values';

/** The certificate of both. */
const LAID = makeCertificate();

const { cloud, tenantId: tenant_id, clientId: client_id } = SAME;

async function lay(database: TestDatabase, testedAt: Date): Promise<Laid> {
  const name = `Contoso ${randomUUID()}`;
  const insert = (table: string, row = {}) => insertRow(database, table, row);
  const id = (await insert('customer', { name, note: 'The same note' })) as CustomerId;
  const own = { customer_id: id };
  const registration = await insert('registration', { ...own, cloud, tenant_id, client_id });
  await insert('credential', { ...own, registration_id: registration });
  const certificate = await insert('pending_certificate', {
    ...own,
    registration_id: registration,
    certificate: LAID.certificate,
  });
  const idle = await insert('registration', own);
  const served = { ...own, registration_id: registration, address: ADDRESS };
  const mailbox = await insert('mailbox', served);
  const test = await insert('connection_test', { ...own, mailbox_id: mailbox });
  const formTest = await insert('connection_test', {
    ...own,
    fingerprint: FINGERPRINT,
    ran_by_id: lin.id,
    finished_at: testedAt.toISOString(),
  });
  const message = await insert('message', {
    ...own,
    mailbox_id: mailbox,
    state: 'sending',
    settled_at: null,
  });
  await insert('retest', { ...own, mailbox_id: mailbox, lease_until: LEASED_UNTIL.toISOString() });
  const actor = randomUUID();
  const did = { actor_id: actor, actor_name: name };
  await insert('audit_entry', { ...own, ...did, customer_name: name, subject_id: mailbox });
  return { id, name, registration, certificate, idle, mailbox, test, formTest, message, actor };
}

/** Lays both, with nothing but these rows in common with what other tests laid before. */
export async function layTwoCustomers(database: TestDatabase): Promise<TwoCustomers> {
  const now = Date.now();
  // Theirs is the last test that anybody ran of these values.
  const theirs = await lay(database, new Date(now));
  const ours = await lay(database, new Date(now - 60_000));
  const colleague = await insertRow(database, 'staff_member', { role: 'agent' });
  await database.sql(
    `insert into assignment (staff_member_id, customer_id) select $1, unnest(array['${ours.id}', '${theirs.id}']::uuid[])`,
    [colleague],
  );
  // A chain whose entries somebody took away.
  await database.sql("insert into audit_head (chain, sequence, hash) values (gen_random_uuid(), 1, 'gone')");
  const cross = async () => {
    const [mailbox, credential] = [randomUUID(), randomUUID()];
    await database.sql(`set session_replication_role = replica;
      insert into mailbox (id, customer_id, registration_id, address, name, updated_at)
      values ('${mailbox}', '${ours.id}', '${theirs.registration}', 'crossed@contoso.example', '', now());
      insert into credential (id, customer_id, registration_id, version, sealed, key_id, hint, set_by_id, set_by_name)
      values ('${credential}', '${ours.id}', '${theirs.registration}', 1, 'v2.laid.sealed-value', 'laid', 'abc', '${lin.id}', 'Lin');
      reset session_replication_role`);
    return { mailbox };
  };
  return { ours, theirs, colleague, reach: { every: false, customerIds: [ours.id] }, cross };
}

type Owned = { readonly name: string; readonly owner: string };
const asked = new WeakMap<TestDatabase, Promise<Owned[]>>();

/** The tables that hold rows of customers, and the column that says whose a row is. Asked once: it does not change. */
function ownersOf(database: TestDatabase): Promise<Owned[]> {
  const owners =
    asked.get(database) ??
    database.sql<Owned>(`
      select table_name as name, column_name as owner from information_schema.columns
      where table_schema = 'public'
        and (column_name = 'customer_id' or (table_name = 'customer' and column_name = 'id'))
      order by 1`);
  asked.set(database, owners);
  return owners;
}

/** Every row of a customer, as Postgres writes it. */
export async function rowsOf(database: TestDatabase, customer: string): Promise<string[]> {
  const parts = (await ownersOf(database)).map(
    ({ name, owner }) => `select '${name} ' || t::text as row from ${name} t where ${owner} = '${customer}'`,
  );
  const rows = await database.sql<{ row: string }>(`${parts.join(' union all ')} order by 1`);
  return rows.map(({ row }) => row);
}

/**
 * Holds every row of a customer while `work` runs, as somebody does who is just changing all of them: whatever wants to
 * change or lock one of these rows waits, and with a `lock_timeout` fails. To read them is free.
 */
export async function whileHeld<T>(
  database: TestDatabase,
  customer: string,
  work: () => Promise<T>,
): Promise<T> {
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  try {
    await holder.query('begin');
    for (const { name, owner } of await ownersOf(database)) {
      await holder.query(`select from ${name} where ${owner} = $1 for update`, [customer]);
    }
    return await work();
  } finally {
    await holder.end();
  }
}
