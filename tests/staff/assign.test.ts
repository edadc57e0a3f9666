import { beforeAll, beforeEach, expect, test } from 'vitest';
import { listHistory } from '@/lib/audit/reads';
import type { CustomerId } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import { assignCustomers } from '@/lib/staff/assign-customers';
import { listAssignedIds, readStaffMember } from '@/lib/staff/reads';
import { assignCustomersSchema } from '@/lib/staff/schema';
import { EVERYTHING, type Person, useStaff } from './house';

const { sql, person, customer, enter, actorOf, entries } = useStaff();

let ada: Person;
let lin: Person;
let contoso: CustomerId;
let fabrikam: CustomerId;

beforeAll(async () => {
  ada = await person('admin', 'Ada');
  lin = await person('agent', 'Lin', { password: true });
  [contoso, fabrikam] = [await customer('Contoso'), await customer('Fabrikam')];
});

beforeEach(async () => {
  await sql('delete from assignment');
  await entries();
});

/** The form as its action runs it. */
const assign = (assigned: readonly string[], unassigned: readonly string[] = [], reach = EVERYTHING) =>
  assignCustomers(
    reach,
    ada,
    assignCustomersSchema.parse({
      staffMemberId: lin.id,
      assign: assigned.join(' '),
      unassign: unassigned.join(' '),
    }),
  );

test('what is assigned can be seen with the next request, what is taken away cannot', async () => {
  const headers = await enter(lin);
  const reach = async () =>
    ({ every: false, customerIds: (await actorOf(headers)).customerIds ?? [] }) as const;
  expect(await customerInReach(await reach(), contoso)).toBeNull();
  await assign([contoso, fabrikam]);
  expect(await customerInReach(await reach(), contoso)).toBe(contoso);
  expect(await readStaffMember(lin.id)).toMatchObject({ customerCount: 2 });
  await assign([], [contoso]);
  expect(await customerInReach(await reach(), contoso)).toBeNull();
  expect(await customerInReach(await reach(), fabrikam)).toBe(fabrikam);
});

test('each change stands in the history of its customer', async () => {
  await assign([contoso, fabrikam]);
  await assign([], [fabrikam]);
  expect(
    (await entries())
      .map((entry) => [entry.deed, entry.customer_name, entry.subject, entry.actor_name])
      // Those of one moment stand in the order of the customers' ids.
      .sort(),
  ).toEqual([
    ['staff.assign', 'Contoso', 'Lin', 'Ada'],
    ['staff.assign', 'Fabrikam', 'Lin', 'Ada'],
    ['staff.unassign', 'Fabrikam', 'Lin', 'Ada'],
  ]);
  const { rows } = await listHistory(EVERYTHING, { customerId: fabrikam, page: 1 });
  expect(rows.slice(0, 2).map(({ deed }) => deed)).toEqual(['staff.unassign', 'staff.assign']);
});

test('what is so already is passed over, also when two do it at once', async () => {
  await Promise.all([assign([contoso]), assign([contoso, fabrikam]), assign([fabrikam])]);
  expect((await listAssignedIds(lin.id)).sort()).toEqual([contoso, fabrikam].sort());
  expect(await entries()).toHaveLength(2);
  await Promise.all([assign([], [contoso]), assign([], [contoso])]);
  expect(await entries()).toHaveLength(1);
});

test('of two who assign at once neither undoes what the other did', async () => {
  await assign([contoso]);
  await Promise.all([assign([fabrikam]), assign([], [contoso])]);
  expect(await listAssignedIds(lin.id)).toEqual([fabrikam]);
});

test('a customer outside of the reach of whoever assigns stays as it is', async () => {
  await assign([fabrikam]);
  await entries();
  const near = { every: false, customerIds: [contoso] } as unknown as typeof EVERYTHING;
  expect(await assign([contoso], [fabrikam], near)).toEqual({ ok: true, value: null });
  expect((await listAssignedIds(lin.id)).sort()).toEqual([contoso, fabrikam].sort());
  expect((await entries()).map(({ customer_name }) => customer_name)).toEqual(['Contoso']);
});

test('a customer that is not there is passed over, and nobody at all is told', async () => {
  const nowhere = '0190b0de-0000-7000-8000-000000000000';
  expect(await assign([nowhere], [nowhere])).toEqual({ ok: true, value: null });
  const nobody = { staffMemberId: nowhere, assign: [contoso], unassign: [] };
  expect(await assignCustomers(EVERYTHING, ada, nobody)).toEqual({
    ok: false,
    failure: { code: 'staff_not_found' },
  });
  expect(await entries()).toEqual([]);
});

test('five hundred at once', async () => {
  await sql(
    "insert into customer (id, name, updated_at) select gen_random_uuid(), 'Many ' || n, now() from generate_series(1, 500) n",
  );
  const many = (await sql<{ id: string }>("select id from customer where name like 'Many %'")).map(
    ({ id }) => id,
  );
  expect(await assign(many)).toEqual({ ok: true, value: null });
  expect(await listAssignedIds(lin.id)).toHaveLength(500);
  expect(await entries()).toHaveLength(500);
});

test.each([
  ['x', 'no id'],
  [Array(501).fill('0190b0de-0000-7000-8000-000000000000').join(' '), 'more than 500'],
])('a form with %# is refused', (assigned) => {
  expect(assignCustomersSchema.safeParse({ staffMemberId: lin.id, assign: assigned }).success).toBe(false);
});
