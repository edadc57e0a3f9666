import { describe, expect, test } from 'vitest';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import { addMailboxSchema } from '@/lib/mailbox/schema';
import { deleteRegistration } from '@/lib/registration/delete-registration';
import { listRegistrations, readRegistration } from '@/lib/registration/reads';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();

const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
const tenantId = '0f9e8d7c-0000-4000-8000-ba0987654321';
const clientId = '1b2c3d4e-0000-4000-8000-1234567890ab';
const firstSecret = 'one~8Q-not.a_real-secret~value0000000001';
const secondSecret = 'two~8Q-not.a_real-secret~value0000000002';

let made = 0;
async function newCustomer(): Promise<CustomerId> {
  made += 1;
  const customer = await createCustomer(lin, { customerName: `Customer ${made}`, note: '' });
  if (!customer.ok) throw new Error(customer.failure.code);
  return customer.value.id;
}

/** The Add mailbox form, as its action runs it, with a new registration unless told otherwise. */
function addMailbox(customerId: CustomerId, mailboxAddress: string, changes: Record<string, string> = {}) {
  const input = addMailboxSchema.parse({
    customerId,
    mailboxAddress,
    registrationChoice: 'new',
    cloud: 'global',
    tenantId,
    clientId,
    clientSecret: firstSecret,
    ...changes,
  });
  return createMailbox(customerId, lin, input);
}

const existing = (registrationId: string) => ({ registrationChoice: 'existing', registrationId });

const addresses = (customerId: CustomerId) =>
  sql<{ address: string }>('SELECT address FROM mailbox WHERE customer_id = $1 ORDER BY address', [
    customerId,
  ]);

async function onlyRegistration(customerId: CustomerId) {
  const [registration, ...others] = await listRegistrations(customerId);
  expect(others).toEqual([]);
  if (!registration) throw new Error('none');
  return registration;
}

describe('the same cloud, tenant and client id again', () => {
  test.each<{ how: string; changes: Record<string, string> }>([
    { how: 'as it was', changes: {} },
    { how: 'in capitals', changes: { tenantId: tenantId.toUpperCase(), clientId: clientId.toUpperCase() } },
    { how: 'with blanks around', changes: { tenantId: ` ${tenantId} `, clientId: `\t${clientId}\n` } },
    { how: 'with another secret', changes: { clientSecret: secondSecret } },
  ])('typed $how names the one that is there, and nothing is stored', async ({ changes }) => {
    const customerId = await newCustomer();
    await addMailbox(customerId, 'a@contoso.com');
    const there = await onlyRegistration(customerId);
    const entries = await sql('SELECT count(*) FROM audit_entry');
    const credential = await sql('SELECT version, sealed FROM credential WHERE registration_id = $1', [
      there.id,
    ]);

    expect(await addMailbox(customerId, 'b@contoso.com', changes)).toEqual({
      ok: false,
      failure: { code: 'registration_exists', registrationId: there.id },
    });
    expect(await addresses(customerId)).toEqual([{ address: 'a@contoso.com' }]);
    expect(await onlyRegistration(customerId)).toEqual(there);
    expect(
      await sql('SELECT version, sealed FROM credential WHERE registration_id = $1', [there.id]),
    ).toEqual(credential);
    expect(await sql('SELECT count(*) FROM audit_entry')).toEqual(entries);
  });

  test('can then be used, and serves both mailboxes with one secret', async () => {
    const customerId = await newCustomer();
    await addMailbox(customerId, 'a@contoso.com');
    const there = await onlyRegistration(customerId);
    expect(await addMailbox(customerId, 'b@contoso.com', existing(there.id))).toMatchObject({ ok: true });
    expect(await onlyRegistration(customerId)).toEqual({ ...there, mailboxCount: 2 });
    expect(await sql('SELECT version FROM credential WHERE customer_id = $1', [customerId])).toEqual([
      { version: 1 },
    ]);
  });

  test('saved by six people at once makes one, and one mailbox', async () => {
    const customerId = await newCustomer();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => addMailbox(customerId, `m${index}@contoso.com`)),
    );
    const there = await onlyRegistration(customerId);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) {
      if (!answer.ok)
        expect(answer.failure).toEqual({ code: 'registration_exists', registrationId: there.id });
    }
    expect(await addresses(customerId)).toHaveLength(1);
    expect(there.mailboxCount).toBe(1);
  });
});

describe('another registration is', () => {
  test.each<{ what: string; changes: Record<string, string> }>([
    { what: 'one of another cloud', changes: { cloud: 'gcc_high' } },
    { what: 'one of another tenant', changes: { tenantId: 'contoso.onmicrosoft.com' } },
    { what: 'another app', changes: { clientId: clientId.replace('1b2c', 'ffff') } },
  ])('$what', async ({ changes }) => {
    const customerId = await newCustomer();
    await addMailbox(customerId, 'a@contoso.com');
    expect(await addMailbox(customerId, 'b@contoso.com', changes)).toMatchObject({ ok: true });
    expect(await listRegistrations(customerId)).toHaveLength(2);
  });

  test('the same one at another customer', async () => {
    const [one, two] = [await newCustomer(), await newCustomer()];
    await addMailbox(one, 'a@contoso.com');
    expect(await addMailbox(two, 'a@contoso.com')).toMatchObject({ ok: true });
    expect((await onlyRegistration(two)).id).not.toBe((await onlyRegistration(one)).id);
  });
});

describe("another customer's registration", () => {
  test('cannot be chosen, read or deleted', async () => {
    const [owner, stranger] = [await newCustomer(), await newCustomer()];
    await addMailbox(owner, 'a@contoso.com');
    const { id } = await onlyRegistration(owner);
    const missing = { ok: false, failure: { code: 'registration_not_found' } };
    expect(await addMailbox(stranger, 'x@contoso.com', existing(id))).toEqual(missing);
    expect(await readRegistration(stranger, id)).toBeNull();
    expect(await deleteRegistration(stranger, lin, id)).toEqual(missing);
    expect(await addresses(stranger)).toEqual([]);
    expect((await onlyRegistration(owner)).id).toBe(id);
  });

  test('nor is an id that nobody has', async () => {
    const customerId = await newCustomer();
    const nobodys = existing('00000000-0000-4000-8000-00000000dead');
    expect(await addMailbox(customerId, 'x@contoso.com', nobodys)).toEqual({
      ok: false,
      failure: { code: 'registration_not_found' },
    });
    expect(await addresses(customerId)).toEqual([]);
  });
});

describe('an address that the customer has already', () => {
  test('is refused, and the new registration with its secret is not kept either', async () => {
    const customerId = await newCustomer();
    await addMailbox(customerId, 'a@contoso.com', { registrationChoice: 'later' });
    const entries = await sql('SELECT count(*) FROM audit_entry');
    expect(await addMailbox(customerId, ' A@Contoso.com ')).toEqual({
      ok: false,
      failure: { code: 'mailbox_address_taken' },
    });
    expect(await listRegistrations(customerId)).toEqual([]);
    expect(await sql('SELECT id FROM credential WHERE customer_id = $1', [customerId])).toEqual([]);
    expect(await sql('SELECT count(*) FROM audit_entry')).toEqual(entries);
  });
});

describe('deleting a registration', () => {
  test('that serves a mailbox is refused; one that serves none goes with its secret, on record', async () => {
    const customerId = await newCustomer();
    await addMailbox(customerId, 'a@contoso.com');
    const { id } = await onlyRegistration(customerId);
    expect(await deleteRegistration(customerId, lin, id)).toEqual({
      ok: false,
      failure: { code: 'registration_in_use' },
    });
    expect(await listRegistrations(customerId)).toHaveLength(1);

    await sql('DELETE FROM mailbox WHERE customer_id = $1', [customerId]);
    expect(await deleteRegistration(customerId, lin, id)).toEqual({ ok: true, value: null });
    expect(await listRegistrations(customerId)).toEqual([]);
    expect(await sql('SELECT id FROM credential WHERE registration_id = $1', [id])).toEqual([]);
    expect(
      await sql("SELECT subject FROM audit_entry WHERE deed = 'registration.delete' AND subject_id = $1", [
        id,
      ]),
    ).toEqual([{ subject: clientId }]);
  });
});

test('what may be read of a registration holds three characters of its secret and no more', async () => {
  const customerId = await newCustomer();
  await addMailbox(customerId, 'a@contoso.com');
  const registration = await onlyRegistration(customerId);
  expect(registration.credential?.hint).toBe(firstSecret.slice(0, 3));
  expect(JSON.stringify(registration)).not.toContain(firstSecret.slice(0, 4));
  expect(JSON.stringify(await sql('SELECT * FROM credential'))).not.toContain(firstSecret.slice(3, 20));
  expect(JSON.stringify(await sql('SELECT * FROM audit_entry'))).not.toContain(firstSecret.slice(3, 20));
});
