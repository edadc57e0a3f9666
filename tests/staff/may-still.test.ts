import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { mayStill } from '@/lib/staff/reads';
import type { Role } from '@/lib/staff/staff';
import { useStaff } from './house';

const { sql, person, customer } = useStaff();

test('who asked for retests may have them made while they are active, of a role that may, and assigned', async () => {
  const [theirs, another] = [await customer('Of Theirs'), await customer('Of Another')];
  const assigned = async (role: Role, name: string) => {
    const { id } = await person(role, name);
    await sql('insert into assignment (staff_member_id, customer_id) values ($1, $2)', [id, theirs]);
    return id;
  };
  const agent = await assigned('agent', 'Agent');
  const viewer = await assigned('viewer', 'Viewer');
  const { id: admin } = await person('admin', 'Admin');
  expect(await mayStill(theirs, agent, 'mailbox.test')).toBe(true);
  expect(await mayStill(another, agent, 'mailbox.test')).toBe(false);
  expect(await mayStill(theirs, viewer, 'mailbox.test')).toBe(false);
  expect(await mayStill(another, admin, 'mailbox.test')).toBe(true);
  expect(await mayStill(theirs, randomUUID(), 'mailbox.test')).toBe(false);
  for (const id of [agent, admin]) {
    await sql('update staff_member set deactivated_at = now() where id = $1', [id]);
    expect(await mayStill(theirs, id, 'mailbox.test')).toBe(false);
  }
});
