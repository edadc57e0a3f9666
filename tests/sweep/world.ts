import { randomUUID } from 'node:crypto';
import { scenario } from '../support/console';
import { sql } from '../support/run-database';
import { TYPED_SECRETS } from '../support/typed-secrets';
import type { Kind } from './cases';
import type { Colleague } from './colleague';

/** One id of each kind. */
export type Ids = Readonly<Record<Kind, string>>;

/** A customer with a row in every table of customers' data. */
export interface Laid {
  readonly ids: Ids;
  readonly mailboxAddress: string;
}

/** Stands in every text of their customer, so that whatever shows up of them is found by it. */
export const CANARY = 'zq7canary';

/** Unlike any of ours; Entra's hint has room for three signs. */
const CANARY_HINT = 'ꙮꙮꙮ';

/** Columns of theirs that hold no canary, each with what they hold instead. */
const WITHOUT_CANARY: Readonly<Record<string, string>> = {
  'registration.sign_in_failure_code': 'one of our codes',
  'credential.sealed': 'the ciphertext',
  'credential.key_id': "the installation's key",
  'credential.entra_ends_at': 'days',
  'credential.certificate': 'nothing: it is a client secret',
  'pending_certificate.sealed': 'the ciphertext',
  'pending_certificate.key_id': "the installation's key",
  'pending_certificate.certificate': 'a certificate',
  'mailbox.evidence_code': 'one of our codes',
  'connection_test.code': 'one of our codes',
  'message.code': 'one of our codes',
  'audit_entry.deed': 'one of our codes',
  'audit_entry.subject_id': 'an id',
};

/** Makes a customer of a sandbox scenario, with everything that a form can make, and tests and sends once. */
export async function layOurs(by: Colleague, name: string): Promise<Laid> {
  const { values } = await scenario('working-mailbox');
  const mailbox = { ...values, mailboxName: name, description: '', secretExpiresOn: '' };
  const laid = await lay(by, { customerName: name, note: '', mailbox, recipient: 'own@firstline.example' });
  // An outcome that waits for a grant, with exchanged ids: only then may somebody have it tested again, and swap them.
  await sql(
    `update connection_test set verdict = 'failed', code = 'permission_missing',
            checks = jsonb_set(checks, '{1,facts,idsExchanged}', 'true') where mailbox_id = $1`,
    [laid.ids.mailbox],
  );
  return laid;
}

/**
 * Makes another customer, whose every column holds the canary: by the app's own forms as far as they go, so that what
 * the canaries stand in is what really stands there. `by` is called by the canary as well.
 */
export async function layTheirs(by: Colleague): Promise<Laid> {
  const unique = `${CANARY} ${randomUUID().slice(0, 8)}`;
  const laid = await lay(by, {
    customerName: `${unique} customer`,
    note: `${CANARY} note`,
    mailbox: {
      mailboxAddress: `${CANARY}@${CANARY}.example`,
      mailboxName: `${CANARY} name`,
      description: `${CANARY} description`,
      tenantId: `${CANARY}.example`,
      clientId: randomUUID(),
      clientSecret: TYPED_SECRETS.swept,
      secretExpiresOn: '',
    },
    recipient: `${CANARY}.recipient@firstline.example`,
  });
  const { customer } = laid.ids;
  await sql(`update credential set hint = $2, expires_by_name = '${CANARY}' where customer_id = $1`, [
    customer,
    CANARY_HINT,
  ]);
  const raw = { status: 400, code: CANARY, message: CANARY, requestId: CANARY, correlationId: CANARY };
  const detail = { step: 'send', draftMayRemain: false, look: null, badAddresses: [CANARY] };
  await sql(`update message set request_id = '${CANARY}', answer = $2, detail = $3 where customer_id = $1`, [
    customer,
    JSON.stringify({ ...raw, at: new Date().toISOString() }),
    JSON.stringify(detail),
  ]);
  // Ended, so that nobody makes it.
  await sql(
    `insert into retest (id, customer_id, mailbox_id, asked_by_id, asked_by_name, asked_at, revision, credential_version, next_at, ends_at, ended_at, ended_because)
     values (gen_random_uuid(), $1, $2, gen_random_uuid(), '${CANARY}', now(), 1, 1, now(), now(), now(), 'over')`,
    [customer, laid.ids.mailbox],
  );
  await sql(`update connection_test set fingerprint = '${CANARY}' where customer_id = $1`, [customer]);
  // The last entry alone tells of details; the others are not to be changed any more.
  await sql(
    `insert into audit_entry (deed, actor_name, customer_id, customer_name, subject_id, subject, details)
     values ('mailbox.change', '${CANARY}', $1, '${CANARY}', $2, '${CANARY}', '{"nameBefore": "${CANARY}"}')`,
    [customer, laid.ids.mailbox],
  );
  await expectCanaries(customer);
  return laid;
}

/** What must not show up in an answer to somebody who may not see this customer. */
export async function canariesOf({ ids }: Laid): Promise<string[]> {
  const rows = await sql<{ client: string }>(
    'select client_id::text as client from registration where customer_id = $1',
    [ids.customer],
  );
  return [CANARY, CANARY_HINT, ...rows.map(({ client }) => client), ...hiddenIds(ids)];
}

/** Everybody here may know their colleagues; the other ids are their customer's own. */
export const hiddenIds = ({ staff_member: _, ...own }: Ids): string[] => Object.values(own);

async function lay(
  by: Colleague,
  values: {
    readonly customerName: string;
    readonly note: string;
    readonly mailbox: Readonly<Record<string, string | null>>;
    readonly recipient: string;
  },
): Promise<Laid> {
  const { customerName, note, mailbox, recipient } = values;
  const form = { customerName, note };
  const customer = await by.makes('app/(console)/customers/new/actions.ts#saveNewCustomer', form);
  const mailboxId = await by.makes('app/(console)/mailboxes/new/actions.ts#saveNewMailbox', {
    ...(mailbox as Record<string, string>),
    customerId: customer,
    registrationChoice: 'new',
    cloud: 'sandbox',
  });
  await by.posts('/mailboxes/test-saved', { mailboxId });
  await by.does('app/(console)/mailboxes/[id]/actions.ts#sendTestMail', { mailboxId, to: recipient });
  const person = await layPerson(customer);
  const registration = await idOf('registration', `customer_id = '${customer}'`);
  const certificate = 'app/(console)/mailboxes/[id]/certificate/actions.ts#saveMadeCertificate';
  await by.does(certificate, { mailboxId, registrationId: registration, years: '1' });
  const idle = randomUUID();
  await sql(
    `insert into registration (id, customer_id, cloud, tenant_id, client_id, updated_at)
     select $1, customer_id, cloud, tenant_id, gen_random_uuid(), now() from registration where customer_id = $2`,
    [idle, customer],
  );
  return {
    mailboxAddress: mailbox.mailboxAddress ?? '',
    ids: {
      customer,
      mailbox: mailboxId,
      registration,
      idle_registration: idle,
      pending_certificate: await idOf('pending_certificate', `customer_id = '${customer}'`),
      connection_test: await idOf('connection_test', `customer_id = '${customer}'`),
      message: await idOf('message', `customer_id = '${customer}'`),
      ...person,
    },
  };
}

/** A staff member of this customer alone, with a session. */
async function layPerson(customer: string): Promise<Pick<Ids, 'staff_member' | 'staff_session'>> {
  const [member, session] = [randomUUID(), randomUUID()];
  await sql(
    `with person as (
       insert into staff_member (id, name, email, role, updated_at)
       values ($1::uuid, 'Swept Person', $1::uuid || '@firstline.example', 'viewer', now())
     ), seat as (insert into assignment (staff_member_id, customer_id) values ($1::uuid, $2))
     insert into staff_session (id, token, staff_member_id, expires_at, updated_at)
     values ($3::uuid, gen_random_uuid(), $1::uuid, now() + interval '1 hour', now())`,
    [member, customer, session],
  );
  return { staff_member: member, staff_session: session };
}

/** Lays what can be deleted and deletes it, by the app's own verbs where there are any, so that its history stays. */
export async function layAndDelete(by: Colleague): Promise<Ids> {
  const { ids, mailboxAddress } = await lay(by, {
    customerName: `Swept away ${randomUUID().slice(0, 8)}`,
    note: '',
    mailbox: {
      mailboxAddress: 'swept.away@firstline.example',
      mailboxName: '',
      description: '',
      tenantId: 'swept-away.example',
      clientId: randomUUID(),
      clientSecret: TYPED_SECRETS.swept,
      secretExpiresOn: '',
    },
    recipient: 'own@firstline.example',
  });
  const { customer, mailbox, registration, idle_registration, staff_member } = ids;
  await by.does('app/(console)/mailboxes/[id]/actions.ts#removeMailbox', {
    mailboxId: mailbox,
    typedAddress: mailboxAddress,
  });
  for (const registrationId of [registration, idle_registration]) {
    const form = { customerId: customer, registrationId };
    await by.does('app/(console)/customers/[id]/actions.ts#deleteIdleRegistration', form);
  }
  await sql('delete from staff_member where id = $1', [staff_member]);
  await sql('delete from customer where id = $1', [customer]);
  return ids;
}

async function idOf(table: string, where: string): Promise<string> {
  const rows = await sql<{ id: string }>(`select id::text as id from ${table} where ${where} limit 1`);
  if (!rows[0]) throw new Error(`the sweep has no row of ${table} where ${where}: lay one in world.ts`);
  return rows[0].id;
}

/** Every text of every table of customers' data has to hold a canary in a row of theirs, or be known to hold none. */
async function expectCanaries(customer: string): Promise<void> {
  const columns = await sql<{ table: string; column: string; owner: string }>(`
    select c.table_name as table, c.column_name as column,
           case c.table_name when 'customer' then 'id' else 'customer_id' end as owner
    from information_schema.columns c
    where c.table_schema = 'public' and c.data_type in ('text', 'json', 'jsonb', 'ARRAY')
      and (c.table_name = 'customer' or exists (select from information_schema.columns o
        where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'customer_id'))`);
  const bare: string[] = [];
  for (const { table, column, owner } of columns) {
    const rows = await sql<{ text: string }>(
      `select lower(${column}::text) as text from ${table} where ${owner} = $1`,
      [customer],
    );
    const isPlanted = rows.some(({ text }) => text?.includes(CANARY) || text === CANARY_HINT);
    if (isPlanted === `${table}.${column}` in WITHOUT_CANARY) bare.push(`${table}.${column}`);
  }
  if (bare.length > 0)
    throw new Error(`plant a canary in theirs, or say in WITHOUT_CANARY why not: ${bare.join(', ')}`);
}
