import { randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from '@/tests/support/database';

/** Values by column; what is not given is a row that every rule accepts. */
export type Row = Record<string, unknown>;

const at = '2026-03-01T08:00:00Z';
const person = '00000000-0000-7000-8000-000000000001';

const ACCEPTED: Record<string, () => Row> = {
  staff_member: () => ({ name: 'Lin', email: `${randomUUID()}@posthouse.example`, updated_at: at }),
  staff_invitation: () => ({
    token_hash: randomBytes(32).toString('hex'),
    email: `${randomUUID()}@posthouse.example`,
    name: 'Lin',
    role: 'agent',
    invited_by_id: person,
    invited_by_name: 'Ada',
    expires_at: at,
  }),
  customer: () => ({ name: `Customer ${randomUUID()}`, updated_at: at }),
  registration: () => ({
    cloud: 'sandbox',
    tenant_id: randomUUID(),
    client_id: randomUUID(),
    updated_at: at,
  }),
  credential: () => ({
    version: 1,
    sealed: 'v2.laid.sealed-value',
    key_id: 'laid',
    hint: 'abc',
    set_by_id: person,
    set_by_name: 'Lin',
  }),
  pending_certificate: () => ({
    sealed: 'v2.laid.sealed-value',
    key_id: 'laid',
    certificate: '-----BEGIN CERTIFICATE-----\nbGFpZA==\n-----END CERTIFICATE-----\n',
    made_by_id: person,
    made_by_name: 'Lin',
  }),
  mailbox: () => ({ address: `${randomUUID()}@a.example`, name: 'Help desk', updated_at: at }),
  connection_test: () => ({
    verdict: 'passed',
    checks: '[]',
    fingerprint: 'fake',
    ran_by_id: person,
    ran_by_name: 'Lin',
    started_at: at,
    finished_at: at,
  }),
  retest: () => ({
    asked_by_id: person,
    asked_by_name: 'Lin',
    asked_at: at,
    revision: 1,
    credential_version: 1,
    next_at: at,
    ends_at: at,
  }),
  message: () => ({
    recipient: 'lin@posthouse.example',
    subject: 'Test',
    state: 'accepted',
    settled_at: at,
    sent_by_id: person,
    sent_by_name: 'Lin',
  }),
  unknown_code: () => ({
    raw_code: `Error${randomUUID().replaceAll('-', '')}`,
    source: 'graph',
    first_seen_at: at,
    last_seen_at: at,
    count: 1,
  }),
  attempt_count: () => ({ key: `sign-in:${randomUUID()}`, count: 1, window_ends_at: at }),
  audit_entry: () => ({ deed: 'mailbox.create', actor_name: 'Lin', subject: 'desk@a.example' }),
};

const WITHOUT_ID = ['attempt_count', 'audit_entry', 'unknown_code'];

/** Inserts one row by SQL, past every rule of the app, and returns its id. */
export async function insertRow({ sql }: TestDatabase, table: string, given: Row = {}): Promise<string> {
  const id = randomUUID();
  const row = { ...(WITHOUT_ID.includes(table) ? {} : { id }), ...ACCEPTED[table]?.(), ...given };
  if (table === 'credential' || table === 'pending_certificate')
    await sql("INSERT INTO vault_key VALUES ('laid', 'fake') ON CONFLICT DO NOTHING");
  const places = Object.keys(row).map((_, index) => `$${index + 1}`);
  await sql(
    `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
  return id;
}
