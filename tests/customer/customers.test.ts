import { describe, expect, test } from 'vitest';
import { changeCustomer } from '@/lib/customer/change-customer';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { customerInReach, listCustomerChoices, listCustomers, readCustomer } from '@/lib/customer/reads';
import { changeCustomerSchema, customerSchema } from '@/lib/customer/schema';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();

const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
const everyone = { every: true } as const;

/** What the action does with a form: its schema, then its verb. */
async function add(form: Record<string, string>) {
  const parsed = customerSchema.safeParse(form);
  if (!parsed.success) return Object.fromEntries(parsed.error.issues.map((i) => [i.path[0], i.message]));
  return createCustomer(lin, parsed.data);
}

async function customerNamed(customerName: string, note = ''): Promise<CustomerId> {
  const made = await createCustomer(lin, { customerName, note });
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const customers = () =>
  sql<{ name: string; note: string; revision: number }>(
    'SELECT name, note, revision FROM customer ORDER BY name',
  );

describe('the customer form', () => {
  test.each([
    { form: {}, says: { customerName: expect.any(String) } },
    { form: { customerName: '' }, says: { customerName: 'name_missing' } },
    { form: { customerName: ' \t\n ' }, says: { customerName: 'name_missing' } },
    { form: { customerName: '\u3000' }, says: { customerName: 'name_missing' } },
    { form: { customerName: 'x'.repeat(121) }, says: { customerName: 'text_too_long' } },
    { form: { customerName: '明'.repeat(121) }, says: { customerName: 'text_too_long' } },
    { form: { customerName: 'Con\ntoso' }, says: { customerName: 'text_control' } },
    { form: { customerName: 'Con\rtoso' }, says: { customerName: 'text_control' } },
    { form: { customerName: 'Con\u0000toso' }, says: { customerName: 'text_control' } },
    { form: { customerName: 'Con\u0085toso' }, says: { customerName: 'text_control' } },
    { form: { customerName: 'Con\u007ftoso' }, says: { customerName: 'text_control' } },
    { form: { customerName: 'Contoso', note: 'x'.repeat(2001) }, says: { note: 'text_too_long' } },
  ])('answers $form with $says and stores nothing', async ({ form, says }) => {
    const before = await customers();
    expect(await add(form as Record<string, string>)).toEqual(says);
    expect(await customers()).toEqual(before);
  });

  test.each([
    { customerName: '  Contoso Ltd.  ', stored: 'Contoso Ltd.' },
    { customerName: '明湖旅行社', stored: '明湖旅行社' },
    { customerName: 'a'.repeat(120), stored: 'a'.repeat(120) },
    {
      customerName: `O'Neil & <b>Sons</b> "100 %"; drop table customer`,
      stored: `O'Neil & <b>Sons</b> "100 %"; drop table customer`,
    },
  ])('stores $customerName as $stored', async ({ customerName, stored }) => {
    expect(await add({ customerName, note: ' line 1\nline 2 ' })).toMatchObject({ ok: true });
    expect(await customers()).toContainEqual({ name: stored, note: 'line 1\nline 2', revision: 1 });
  });

  test.each(['', 'one', '1.5', '-1', '2147483647', '1e999'])(
    'of a customer that is there refuses the revision %j',
    (revision) => {
      const parsed = changeCustomerSchema.safeParse({ customerId: 'x', customerName: 'A', revision });
      // An empty text counts as revision 0, which no customer has: refused by the verb.
      expect(parsed.success ? parsed.data.revision : 'refused').toBe(revision === '' ? 0 : 'refused');
    },
  );
});

describe('adding a customer', () => {
  test('puts it on record, with who did it', async () => {
    const id = await customerNamed('On record');
    expect(
      await sql('SELECT deed, actor_name, customer_name, subject FROM audit_entry WHERE subject_id = $1', [
        id,
      ]),
    ).toEqual([
      { deed: 'customer.create', actor_name: 'Lin', customer_name: 'On record', subject: 'On record' },
    ]);
  });

  test('of a name that is taken is refused, and neither customer nor record is written', async () => {
    await customerNamed('Twice');
    const record = await sql('SELECT count(*) FROM audit_entry');
    expect(await add({ customerName: ' Twice ' })).toEqual({
      ok: false,
      failure: { code: 'customer_name_taken' },
    });
    expect(await sql("SELECT name FROM customer WHERE name = 'Twice'")).toHaveLength(1);
    expect(await sql('SELECT count(*) FROM audit_entry')).toEqual(record);
  });

  test('of one name by twenty people at once makes one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => add({ customerName: 'Rush' })));
    expect(answers.filter((answer) => 'ok' in answer && answer.ok)).toHaveLength(1);
    expect(await sql("SELECT name FROM customer WHERE name = 'Rush'")).toHaveLength(1);
  });
});

describe('changing a customer', () => {
  test('saves name and note, counts the revision up and is put on record', async () => {
    const id = await customerNamed('Before');
    const changed = await changeCustomer(id, lin, { customerName: 'After', note: 'Ask Mia', revision: 1 });
    expect(changed).toEqual({ ok: true, value: { id } });
    expect(await readCustomer(id)).toMatchObject({ name: 'After', note: 'Ask Mia', revision: 2 });
    expect(
      await sql("SELECT subject FROM audit_entry WHERE subject_id = $1 AND deed = 'customer.change'", [id]),
    ).toEqual([{ subject: 'After' }]);
  });

  test('by two people from the same form: the second is told and overwrites nothing', async () => {
    const id = await customerNamed('Shared');
    const [first, second] = await Promise.all([
      changeCustomer(id, lin, { customerName: 'Shared', note: 'mine', revision: 1 }),
      changeCustomer(id, lin, { customerName: 'Shared', note: 'yours', revision: 1 }),
    ]);
    const won = first.ok ? 'mine' : 'yours';
    expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1);
    expect(first.ok ? second : first).toEqual({ ok: false, failure: { code: 'customer_changed' } });
    expect(await readCustomer(id)).toMatchObject({ note: won, revision: 2 });
  });

  test('to a name that another has is refused and changes nothing', async () => {
    await customerNamed('Taken');
    const id = await customerNamed('Free');
    expect(await changeCustomer(id, lin, { customerName: 'Taken', note: 'x', revision: 1 })).toEqual({
      ok: false,
      failure: { code: 'customer_name_taken' },
    });
    expect(await readCustomer(id)).toMatchObject({ name: 'Free', note: '', revision: 1 });
  });
});

describe('the reach', () => {
  test('makes a customer id of none that it does not hold, and tells nothing apart', async () => {
    const [near, far] = [await customerNamed('Near'), await customerNamed('Far')];
    const reach = { every: false, customerIds: [near] } as const;
    expect(await customerInReach(reach, near)).toBe(near);
    expect(await customerInReach(reach, far)).toBeNull();
    expect(await customerInReach(everyone, far)).toBe(far);
    for (const id of ['', 'x', '00000000-0000-4000-8000-00000000dead', `${near}'--`, `${near} `]) {
      expect(await customerInReach(everyone, id)).toBeNull();
    }
  });

  test('bounds the list, its count and the choices', async () => {
    const near = await customerNamed('Reachable');
    const reach = { every: false, customerIds: [near] } as const;
    const listed = await listCustomers(reach, { search: '', page: 1 });
    expect(listed).toMatchObject({ total: 1, rows: [{ id: near }] });
    expect(await listCustomerChoices(reach)).toEqual([{ id: near, name: 'Reachable' }]);
    expect(await listCustomers({ every: false, customerIds: [] }, { search: '', page: 1 })).toEqual({
      total: 0,
      rows: [],
    });
  });
});

test('the search looks in names and notes, without regard to case', async () => {
  const byName = await customerNamed('Quokka Farms');
  const byNote = await customerNamed('Other', 'bought by QUOKKA in May');
  const { rows, total } = await listCustomers(everyone, { search: 'quokka', page: 1 });
  expect(total).toBe(2);
  expect(rows.map(({ id }) => id)).toEqual([byNote, byName]);
  expect(await listCustomers(everyone, { search: 'quokka', page: 2 })).toEqual({ total: 2, rows: [] });
});
