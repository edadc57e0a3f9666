import { beforeAll, expect, test } from 'vitest';
import { WORDS } from '@/app/_words/words';
import { AUDIT_DEEDS } from '@/lib/audit/audit';
import { listHistory } from '@/lib/audit/reads';
import { recordAudit } from '@/lib/audit/record-audit';
import { createCustomer } from '@/lib/customer/create-customer';
import { transact } from '@/lib/database';
import { fail, succeed } from '@/lib/result';
import { EVERY_CUSTOMER, NO_CUSTOMER, type Reach } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const lin = { id: '0198f3a0-0000-7000-8000-000000000001', name: 'Lin Mei' };
const deed = { deed: 'customer.create', actor: lin, subject: { label: 'Contoso' } } as const;
const ids: Record<string, string> = {};

beforeAll(async () => {
  for (const customerName of ['Contoso', 'Fabrikam']) {
    const made = await createCustomer(lin, { customerName, note: '' });
    if (made.ok) ids[customerName] = made.value.id;
  }
});

const count = async () => (await sql<{ count: number }>('select count(*)::int from audit_entry'))[0]?.count;

test('a deed that fails is not on record, and neither is what it had written', async () => {
  const before = await count();
  const refused = await transact<null, string>(EVERY_CUSTOMER, async (tx) => {
    await tx.customer.create({ data: { name: 'Half made' } });
    await recordAudit(tx, deed);
    return fail('changed my mind');
  });
  expect(refused).toEqual({ ok: false, failure: 'changed my mind' });
  const thrown = transact(EVERY_CUSTOMER, async (tx) => {
    await recordAudit(tx, deed);
    throw new Error('a surprise');
  });
  await expect(thrown).rejects.toThrow('a surprise');
  expect(await count()).toBe(before);
  expect(await sql("select id from customer where name = 'Half made'")).toEqual([]);
});

test('what cannot be put on record is not done', async () => {
  const before = await count();
  const undone = transact(EVERY_CUSTOMER, async (tx) => {
    await tx.customer.create({ data: { name: 'Unrecorded' } });
    await recordAudit(tx, { ...deed, actor: { id: 'no uuid', name: 'Nobody' } });
    return succeed(null);
  });
  await expect(undone).rejects.toThrow();
  expect(await sql("select id from customer where name = 'Unrecorded'")).toEqual([]);
  expect(await count()).toBe(before);
});

test('what Posthouse does by itself is under its own name', async () => {
  await transact(NO_CUSTOMER, async (tx) => succeed(await recordAudit(tx, { ...deed, actor: null })));
  const { rows } = await listHistory(EVERY_CUSTOMER, { page: 1 });
  expect(rows[0]).toMatchObject({ deed: 'customer.create', actorName: 'Posthouse', subject: 'Contoso' });
});

test('the history is newest first, for one customer, and within what the asker may see', async () => {
  const of = async (reach: Reach, customerId?: string) =>
    (await listHistory(reach, { customerId, page: 1 })).rows.map(({ customerName }) => customerName);
  const fabrikamAlone = { every: false, customerIds: [ids.Fabrikam ?? ''] } as const;
  expect((await of(EVERY_CUSTOMER)).slice(-2)).toEqual(['Fabrikam', 'Contoso']);
  expect(await of(EVERY_CUSTOMER, ids.Contoso)).toEqual(['Contoso']);
  expect(await of(fabrikamAlone)).toEqual(['Fabrikam']);
  expect(await of(fabrikamAlone, ids.Contoso)).toEqual([]);
  expect(await of(NO_CUSTOMER)).toEqual([]);
});

test('every deed has its sentence, and no sentence is without a deed', () => {
  for (const words of Object.values(WORDS)) {
    const keys = Object.keys((words.history as { deeds: object }).deeds);
    expect(keys.sort()).toEqual(AUDIT_DEEDS.map((name) => name.replaceAll('.', '_')).sort());
  }
});
