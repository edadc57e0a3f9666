import { beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { changeRole } from '@/lib/staff/change-role';
import { deactivate } from '@/lib/staff/deactivate';
import { reactivate } from '@/lib/staff/reactivate';
import { findActor, listColleagues, listStaff, readStaffMember } from '@/lib/staff/reads';
import { signIn } from '@/lib/staff/sign-in';
import type { Role } from '@/lib/staff/staff';
import { PASSWORD, type Person, useStaff } from './house';

const { sql, person, enter, actorOf, entries } = useStaff();

const now = new Date();
const lastAdmin = { ok: false, failure: { code: 'last_admin' } };
const done = { ok: true, value: null };

let ada: Person;

beforeEach(async () => {
  await sql('delete from staff_member');
  ada = await person('admin', 'Ada', { password: true });
  await entries();
});

const activeAdmins = async () =>
  (
    await sql<{ name: string }>(
      "select name from staff_member where role = 'admin' and deactivated_at is null order by name",
    )
  ).map(({ name }) => name);

const change = (by: Person, whom: Person, roleBefore: Role, role: Role) =>
  changeRole(by, { staffMemberId: whom.id, role, roleBefore });

describe('changing a role', () => {
  test('takes effect with the next request, and is put on record', async () => {
    const lin = await person('viewer', 'Lin', { password: true });
    const headers = await enter(lin);
    await entries();
    expect(await change(ada, lin, 'viewer', 'agent')).toEqual(done);
    expect(await actorOf(headers)).toMatchObject({ role: 'agent', customerIds: [] });
    expect(await change(ada, lin, 'agent', 'admin')).toEqual(done);
    expect(await actorOf(headers)).toMatchObject({ role: 'admin', customerIds: null });
    expect(await entries()).toMatchObject([
      {
        deed: 'staff.change_role',
        actor_name: 'Ada',
        subject: 'Lin',
        details: { role: 'agent', roleBefore: 'viewer' },
      },
      { deed: 'staff.change_role', details: { role: 'admin', roleBefore: 'agent' } },
    ]);
  });

  test('of the last active admin is refused, also by themselves', async () => {
    const bea = await person('admin', 'Bea');
    await sql('update staff_member set deactivated_at = now() where id = $1', [bea.id]);
    expect(await change(ada, ada, 'admin', 'viewer')).toEqual(lastAdmin);
    expect(await activeAdmins()).toEqual(['Ada']);
    expect(await entries()).toEqual([]);
  });

  test('from a role that is no longer theirs is told and changes nothing', async () => {
    const lin = await person('viewer', 'Lin');
    expect(await change(ada, lin, 'agent', 'admin')).toEqual({
      ok: false,
      failure: { code: 'staff_changed' },
    });
    expect(await readStaffMember(lin.id)).toMatchObject({ role: 'viewer' });
    expect(await entries()).toEqual([]);
  });

  test('to the same one is no deed', async () => {
    expect(await change(ada, ada, 'admin', 'admin')).toEqual(done);
    expect(await entries()).toEqual([]);
  });

  test('of nobody is told', async () => {
    const nobody = { ...ada, id: '0190b0de-0000-7000-8000-000000000000' };
    expect(await change(ada, nobody, 'viewer', 'agent')).toEqual({
      ok: false,
      failure: { code: 'staff_not_found' },
    });
  });

  test('by two admins of each other at once leaves one of them', async () => {
    for (let round = 0; round < 10; round++) {
      const bea = await person('admin', `Bea ${round}`);
      const answers = await Promise.all([
        change(ada, bea, 'admin', 'agent'),
        change(bea, ada, 'admin', 'agent'),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, failure: { code: 'not_allowed' } });
      expect(await activeAdmins()).toHaveLength(1);
      await sql("update staff_member set role = 'admin' where id = $1", [ada.id]);
      await sql('delete from staff_member where id = $1', [bea.id]);
    }
  });

  test('by three admins in a ring at once leaves one at least', async () => {
    const bea = await person('admin', 'Bea');
    const cleo = await person('admin', 'Cleo');
    await Promise.all([
      change(ada, bea, 'admin', 'viewer'),
      change(bea, cleo, 'admin', 'viewer'),
      change(cleo, ada, 'admin', 'viewer'),
    ]);
    expect((await activeAdmins()).length).toBeGreaterThanOrEqual(1);
  });
});

describe('deactivating', () => {
  test('ends every session at once, closes the sign-in, and is put on record', async () => {
    const lin = await person('agent', 'Lin', { password: true });
    const [here, there] = [await enter(lin), await enter(lin)];
    await entries();
    expect(await deactivate(ada, { staffMemberId: lin.id }, now)).toEqual(done);
    expect([await findActor(here), await findActor(there)]).toEqual([null, null]);
    expect(await sql('select id from staff_session where staff_member_id = $1', [lin.id])).toEqual([]);
    const again = await signIn({
      email: lin.email,
      password: new Secret(PASSWORD),
      address: null,
      headers: new Headers(),
    });
    expect(again).toEqual({ ok: false, failure: { code: 'sign_in_refused' } });
    expect(await entries()).toMatchObject([
      { deed: 'staff.deactivate', actor_name: 'Ada', subject: 'Lin', details: { sessions: 2 } },
    ]);
    expect((await listColleagues()).map(({ name }) => name)).toEqual(['Ada']);
    expect((await listStaff()).map(({ name, deactivatedAt }) => [name, deactivatedAt])).toEqual([
      ['Ada', null],
      ['Lin', now],
    ]);
  });

  test('of the last active admin is refused', async () => {
    await person('agent', 'Lin');
    expect(await deactivate(ada, { staffMemberId: ada.id }, now)).toEqual(lastAdmin);
    expect(await activeAdmins()).toEqual(['Ada']);
  });

  test('by two admins of each other at once leaves one of them', async () => {
    for (let round = 0; round < 10; round++) {
      const bea = await person('admin', `Bea ${round}`);
      const answers = await Promise.all([
        deactivate(ada, { staffMemberId: bea.id }, now),
        deactivate(bea, { staffMemberId: ada.id }, now),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await activeAdmins()).toHaveLength(1);
      await sql('update staff_member set deactivated_at = null where id = $1', [ada.id]);
      await sql('delete from staff_member where id = $1', [bea.id]);
    }
  });

  test('and demoting each other at once leaves one of them', async () => {
    for (let round = 0; round < 10; round++) {
      const bea = await person('admin', `Bea ${round}`);
      await Promise.all([
        deactivate(ada, { staffMemberId: bea.id }, now),
        change(bea, ada, 'admin', 'viewer'),
      ]);
      expect(await activeAdmins()).toHaveLength(1);
      await sql("update staff_member set role = 'admin' where id = $1", [ada.id]);
      await sql('delete from staff_member where id = $1', [bea.id]);
    }
  });

  test('twice is on record once, with the time of the first', async () => {
    const lin = await person('agent', 'Lin');
    await deactivate(ada, { staffMemberId: lin.id }, now);
    await deactivate(ada, { staffMemberId: lin.id }, new Date(now.getTime() + 60_000));
    expect((await readStaffMember(lin.id))?.deactivatedAt).toEqual(now);
    expect(await entries()).toHaveLength(1);
  });
});

describe('reactivating', () => {
  test('lets the person sign in again, and no session from before comes back', async () => {
    const lin = await person('agent', 'Lin', { password: true });
    await deactivate(ada, { staffMemberId: lin.id }, now);
    // A sign-in that was on its way in the moment of the deactivation has left its session behind.
    await sql('update staff_member set deactivated_at = null where id = $1', [lin.id]);
    const left = await enter(lin);
    await sql('update staff_member set deactivated_at = now() where id = $1', [lin.id]);
    await entries();

    expect(await reactivate(ada, { staffMemberId: lin.id })).toEqual(done);
    expect(await findActor(left)).toBeNull();
    expect(await actorOf(await enter(lin))).toMatchObject({ name: 'Lin', role: 'agent' });
    expect(await entries()).toMatchObject([
      { deed: 'staff.reactivate', subject: 'Lin' },
      { deed: 'staff.sign_in' },
    ]);
  });

  test('of somebody active is no deed, and ends no session', async () => {
    const lin = await person('agent', 'Lin', { password: true });
    const headers = await enter(lin);
    await entries();
    expect(await reactivate(ada, { staffMemberId: lin.id })).toEqual(done);
    expect(await findActor(headers)).not.toBeNull();
    expect(await entries()).toEqual([]);
  });
});

test.each(['', 'x', '0190b0de-0000-7000-8000-000000000000', "' or true --"])(
  'there is no staff member of the id %j',
  async (id) => expect(await readStaffMember(id)).toBeNull(),
);
