import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/support/database';
import { insertRow, type Row } from './rows';

const database = useDatabase();
const insert = (table: string, row?: Row) => insertRow(database, table, row);

const a = { customer: '', registration: '', mailbox: '' };
const b = { customer: '', registration: '', mailbox: '' };

beforeAll(async () => {
  for (const side of [a, b]) {
    side.customer = await insert('customer');
    side.registration = await insert('registration', { customer_id: side.customer });
    side.mailbox = await insert('mailbox', {
      customer_id: side.customer,
      registration_id: side.registration,
    });
  }
});

describe("a row of one customer cannot point to another's", () => {
  test.each([
    ['a mailbox to a registration', 'mailbox', () => ({ registration_id: b.registration })],
    ['a credential to a registration', 'credential', () => ({ registration_id: b.registration })],
    ['a certificate to a registration', 'pending_certificate', () => ({ registration_id: b.registration })],
    ['a connection test to a mailbox', 'connection_test', () => ({ mailbox_id: b.mailbox })],
    ['a message to a mailbox', 'message', () => ({ mailbox_id: b.mailbox })],
    ['a retest to a mailbox', 'retest', () => ({ mailbox_id: b.mailbox })],
  ])('%s', async (_, table, pointer) => {
    const theirs = { customer_id: a.customer, ...pointer() };
    await expect(insert(table, theirs)).rejects.toThrow(/violates foreign key constraint/);
    // The same row is fine with its own customer, so that it was the customer that was refused.
    await insert(table, { customer_id: b.customer, ...pointer() });
  });

  test('nor can it be moved there afterwards', async () => {
    const move = database.sql('UPDATE mailbox SET registration_id = $1 WHERE id = $2', [
      b.registration,
      a.mailbox,
    ]);
    await expect(move).rejects.toThrow(/violates foreign key constraint/);
    const alone = database.sql('UPDATE mailbox SET customer_id = $1 WHERE id = $2', [b.customer, a.mailbox]);
    await expect(alone).rejects.toThrow(/violates foreign key constraint/);
  });
});

describe('what is unique', () => {
  const same = { cloud: 'global', tenant_id: 'contoso.example', client_id: randomUUID() };

  test('a registration: per customer, cloud, tenant and client', async () => {
    await insert('registration', { customer_id: a.customer, ...same });
    await expect(insert('registration', { customer_id: a.customer, ...same })).rejects.toThrow(
      /unique constraint/,
    );
    await insert('registration', { customer_id: b.customer, ...same });
    await insert('registration', { customer_id: a.customer, ...same, cloud: 'china' });
    await insert('registration', { customer_id: a.customer, ...same, tenant_id: 'fabrikam.example' });
    await insert('registration', { customer_id: a.customer, ...same, client_id: randomUUID() });
  });

  test('a mailbox address: per customer', async () => {
    const address = 'desk@contoso.example';
    await insert('mailbox', { customer_id: a.customer, address });
    await expect(insert('mailbox', { customer_id: a.customer, address })).rejects.toThrow(
      /unique constraint/,
    );
    await insert('mailbox', { customer_id: b.customer, address });
  });

  test('a credential: one for a registration', async () => {
    const mine = { customer_id: a.customer, registration_id: a.registration };
    await insert('credential', mine);
    await expect(insert('credential', { ...mine, version: 2 })).rejects.toThrow(/unique constraint/);
  });

  test("a customer's name and a staff member's e-mail", async () => {
    await insert('customer', { name: 'Contoso' });
    await expect(insert('customer', { name: 'Contoso' })).rejects.toThrow(/unique constraint/);
    await insert('staff_member', { email: 'lin@posthouse.example' });
    await expect(insert('staff_member', { email: 'lin@posthouse.example' })).rejects.toThrow(
      /unique constraint/,
    );
  });
});

test('a customer with mailboxes and a registration with mailboxes stay', async () => {
  const customer = database.sql('DELETE FROM customer WHERE id = $1', [a.customer]);
  await expect(customer).rejects.toThrow(/foreign key constraint/);
  const registration = database.sql('DELETE FROM registration WHERE id = $1', [a.registration]);
  await expect(registration).rejects.toThrow(/foreign key constraint/);
});

const long = (length: number) => 'a'.repeat(length);
const address = (length: number) => `${long(length - 10)}@a.example`;
const at = '2026-03-01T08:00:00Z';

const pem = (length: number) => `-----BEGIN CERTIFICATE-----\n${long(length)}\n-----END CERTIFICATE-----\n`;
const PUBLIC = pem(8);

/** Table, the rule's name, and a value that breaks it. */
const BROKEN: [string, string, Row][] = [
  ['staff_member', 'staff_member_email_lower', { email: 'Lin@posthouse.example' }],
  ['staff_member', 'staff_member_email_shape', { email: 'lin' }],
  ['staff_member', 'staff_member_email_shape', { email: 'lin @posthouse.example' }],
  ['staff_member', 'staff_member_name_not_blank', { name: ' \t\n' }],
  ['staff_member', 'staff_member_lengths', { name: long(201) }],
  ['staff_member', 'staff_member_lengths', { email: address(321) }],
  ['staff_member', 'staff_member_lengths', { last_test_address: address(321) }],
  ['staff_invitation', 'staff_invitation_email_lower', { email: 'Lin@posthouse.example' }],
  ['staff_invitation', 'staff_invitation_email_shape', { email: 'lin' }],
  ['staff_invitation', 'staff_invitation_name_not_blank', { name: ' ' }],
  ['staff_invitation', 'staff_invitation_lengths', { name: long(201) }],
  ['staff_invitation', 'staff_invitation_lengths', { email: address(321) }],
  ['staff_invitation', 'staff_invitation_token_hash_shape', { token_hash: long(43) }],
  ['unknown_code', 'unknown_code_is_no_text', { raw_code: 'The mailbox of Ann is inactive.' }],
  ['unknown_code', 'unknown_code_is_no_text', { raw_code: 'HTTP 600' }],
  ['unknown_code', 'unknown_code_is_no_text', { raw_code: `E${long(64)}` }],
  ['attempt_count', 'attempt_count_not_negative', { count: -1 }],
  ['attempt_count', 'attempt_count_lengths', { key: long(513) }],
  ['customer', 'customer_name_not_blank', { name: '' }],
  ['customer', 'customer_name_not_blank', { name: '  ' }],
  ['customer', 'customer_revision_positive', { revision: 0 }],
  ['customer', 'customer_lengths', { name: long(201) }],
  ['customer', 'customer_lengths', { note: long(10_001) }],
  ['registration', 'registration_tenant_id_lower', { tenant_id: 'Contoso.example' }],
  ['registration', 'registration_tenant_id_shape', { tenant_id: 'contoso.example/common' }],
  ['registration', 'registration_tenant_id_shape', { tenant_id: '' }],
  ['registration', 'registration_tenant_id_shape', { tenant_id: '..' }],
  ['registration', 'registration_lengths', { tenant_id: long(254) }],
  ['registration', 'registration_sign_in_failure_whole', { sign_in_failed_at: at }],
  ['registration', 'registration_sign_in_failure_whole', { sign_in_failure_code: 'secret.expired' }],
  ['credential', 'credential_version_positive', { version: 0 }],
  ['credential', 'credential_sealed_not_blank', { sealed: '' }],
  ['credential', 'credential_key_id_not_blank', { key_id: '' }],
  ['credential', 'credential_lengths', { hint: 'abcd' }],
  ['credential', 'credential_lengths', { sealed: long(20_001) }],
  ['credential', 'credential_lengths', { key_id: long(65) }],
  ['credential', 'credential_under_named_key', { key_id: 'other' }],
  ['credential', 'credential_entra_reading_whole', { entra_read_at: at }],
  ['credential', 'credential_entra_reading_whole', { entra_match: 'absent' }],
  ['credential', 'credential_day_was_read', { expires_from: 'entra', expires_on: '2027-05-20' }],
  [
    'credential',
    'credential_day_was_read',
    { expires_from: 'entra', entra_read_at: at, entra_match: 'found' },
  ],
  ['credential', 'credential_entra_ends_few', { entra_ends_at: Array(11).fill(at) }],
  ['credential', 'credential_under_named_key', { sealed: 'v2.other.sealed-value' }],
  ['credential', 'credential_certificate_shape', { certificate: 'a private key', hint: '' }],
  ['credential', 'credential_certificate_shape', { certificate: PUBLIC }],
  ['credential', 'credential_day_of_certificate', { certificate: PUBLIC, hint: '' }],
  [
    'credential',
    'credential_day_of_certificate',
    { certificate: PUBLIC, hint: '', expires_from: 'certificate' },
  ],
  [
    'credential',
    'credential_day_of_certificate',
    {
      certificate: PUBLIC,
      hint: '',
      expires_from: 'certificate',
      expires_on: '2027-05-20',
      expires_by_name: 'Lin',
    },
  ],
  ['credential', 'credential_day_of_certificate', { expires_from: 'certificate', expires_on: '2027-05-20' }],
  ['credential', 'credential_certificate_length', { certificate: pem(20_001), hint: '' }],
  ['pending_certificate', 'pending_certificate_shape', { certificate: `${PUBLIC}${PUBLIC}` }],
  ['pending_certificate', 'pending_certificate_under_named_key', { key_id: 'other' }],
  ['pending_certificate', 'pending_certificate_lengths', { sealed: `v2.laid.${long(20_001)}` }],
  ['pending_certificate', 'pending_certificate_lengths', { certificate: pem(20_001) }],
  ['mailbox', 'mailbox_address_lower', { address: 'Desk@a.example' }],
  ['mailbox', 'mailbox_address_shape', { address: 'desk.a.example' }],
  ['mailbox', 'mailbox_address_shape', { address: '@a.example' }],
  ['mailbox', 'mailbox_revision_positive', { revision: 0 }],
  ['mailbox', 'mailbox_evidence_whole', { evidence_at: at }],
  ['mailbox', 'mailbox_evidence_whole', { evidence_verdict: 'passed' }],
  ['mailbox', 'mailbox_lengths', { address: address(321) }],
  ['mailbox', 'mailbox_lengths', { name: long(201) }],
  ['mailbox', 'mailbox_lengths', { description: long(10_001) }],
  ['connection_test', 'connection_test_lengths', { code: long(101) }],
  ['connection_test', 'connection_test_lengths', { fingerprint: long(201) }],
  ['connection_test', 'connection_test_about_saved', { about: '{}' }],
  ['connection_test', 'connection_test_about_length', { about: `"${'a'.repeat(2_000)}"` }],
  ['retest', 'retest_ended_whole', { ended_at: at }],
  ['retest', 'retest_ended_without_lease', { ended_at: at, ended_because: 'over', lease_until: at }],
  ['retest', 'retest_lengths', { asked_by_name: long(201) }],
  ['message', 'message_recipient_shape', { recipient: 'lin' }],
  ['message', 'message_settled_whole', { state: 'sending' }],
  ['message', 'message_settled_whole', { settled_at: null }],
  ['message', 'message_lengths', { recipient: address(321) }],
  ['message', 'message_lengths', { subject: long(999) }],
  ['message', 'message_lengths', { code: long(101) }],
  ['audit_entry', 'audit_entry_deed_not_blank', { deed: '' }],
  ['audit_entry', 'audit_entry_lengths', { deed: long(101) }],
  ['audit_entry', 'audit_entry_lengths', { subject: long(501) }],
  ['audit_entry', 'audit_entry_customer_not_nil', { customer_id: '00000000-0000-0000-0000-000000000000' }],
];

/** Kept by a trigger as long as that one fires: tests/audit/append.test.ts switches it off. */
const BEHIND_A_TRIGGER = ['audit_entry_chained'];

/** A registration of its own where a table allows only one row for each. */
async function ownersOf(table: string): Promise<Row> {
  const customer_id = a.customer;
  if (table === 'credential' || table === 'pending_certificate')
    return { customer_id, registration_id: await insert('registration', { customer_id }) };
  if (table === 'retest') return { customer_id, mailbox_id: await insert('mailbox', { customer_id }) };
  if (table === 'message') return { customer_id, mailbox_id: a.mailbox };
  return ['registration', 'mailbox', 'connection_test'].includes(table) ? { customer_id } : {};
}

test.each(BROKEN)('%s refuses what breaks %s: %o', async (table, rule, broken) => {
  const owners = await ownersOf(table);
  await expect(insert(table, { ...owners, ...broken })).rejects.toThrow(
    `violates check constraint "${rule}"`,
  );
  // Without the broken value it is taken, so that it was that value that was refused.
  await insert(table, owners);
});

test('every check has a row above that breaks it', async () => {
  const there = await database.sql<{ name: string }>(
    "SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace",
  );
  const broken = new Set([...BROKEN.map(([, rule]) => rule), ...BEHIND_A_TRIGGER]);
  expect(there.map(({ name }) => name).sort()).toEqual([...broken].sort());
});
