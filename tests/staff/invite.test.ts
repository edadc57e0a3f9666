import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeRole } from '@/lib/staff/change-role';
import { deactivate } from '@/lib/staff/deactivate';
import { invite } from '@/lib/staff/invite';
import { join } from '@/lib/staff/join';
import { findInvitation, listInvitations } from '@/lib/staff/reads';
import { invitationSchema, joinSchema } from '@/lib/staff/schema';
import { withdrawInvitation } from '@/lib/staff/withdraw-invitation';
import { EVERYTHING, PASSWORD, type Person, useStaff } from './house';

const { sql, person, customer, enter, actorOf, entries, dump } = useStaff();

const closed = { ok: false, failure: { code: 'invitation_closed' } };
const now = new Date();
const afterDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);

let ada: Person;
let customers: string[] = [];

beforeAll(async () => {
  ada = await person('admin', 'Ada');
  customers = [await customer('Contoso'), await customer('Fabrikam'), await customer('Northwind')];
});

beforeEach(async () => {
  await sql('delete from staff_invitation');
  await entries();
});

/** The form of an invitation as its action runs it. @returns the token of the link */
async function invited(fields: Record<string, string> = {}, reach = EVERYTHING, at = now): Promise<string> {
  const form = { email: 'lin@firstline.example', name: 'Lin Mei', role: 'agent', customerIds: '', ...fields };
  const made = await invite(reach, ada, invitationSchema.parse(form), at);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.token;
}

const joined = (token: string, fields: { name?: string; password?: string } = {}, at = now) =>
  join(joinSchema.parse({ token, name: 'Lin Mei', password: PASSWORD, ...fields }), at);

async function forget(email: string): Promise<void> {
  await sql('delete from staff_member where email = $1', [email]);
}

describe('an invitation', () => {
  test('makes a staff member with the role and the customers that it names, who can sign in', async () => {
    const token = await invited({ customerIds: `${customers[0]} ${customers[1]}` });
    expect(await findInvitation(token, now)).toMatchObject({
      name: 'Lin Mei',
      email: 'lin@firstline.example',
    });
    const answer = await joined(token, { name: 'Lin M.' });
    expect(answer).toEqual({ ok: true, value: { email: 'lin@firstline.example' } });

    const actor = await actorOf(await enter({ email: 'lin@firstline.example' }));
    expect(actor).toMatchObject({ name: 'Lin M.', role: 'agent' });
    expect([...(actor.customerIds ?? [])].sort()).toEqual(customers.slice(0, 2).sort());
    const inOrder =
      (customers[0] ?? '') < (customers[1] ?? '') ? ['Contoso', 'Fabrikam'] : ['Fabrikam', 'Contoso'];
    expect(await entries()).toMatchObject([
      {
        deed: 'staff.invite',
        actor_name: 'Ada',
        customer_name: null,
        subject: 'lin@firstline.example',
        details: { role: 'agent', customers: 2 },
      },
      {
        deed: 'staff.join',
        actor_name: 'Lin M.',
        customer_name: null,
        subject: 'Lin M.',
        details: { role: 'agent', email: 'lin@firstline.example' },
      },
      // In the order of the customers' ids.
      ...inOrder.map((customer_name) => ({
        deed: 'staff.assign',
        actor_name: 'Ada',
        customer_name,
        subject: 'Lin M.',
      })),
      { deed: 'staff.sign_in', actor_name: 'Lin M.' },
    ]);
    await forget('lin@firstline.example');
  });

  test('of an admin assigns nobody, whatever the form says', async () => {
    await joined(await invited({ role: 'admin', customerIds: customers.join(' ') }));
    expect(await sql('select role from staff_member where email = $1', ['lin@firstline.example'])).toEqual([
      { role: 'admin' },
    ]);
    expect(await sql('select * from assignment')).toEqual([]);
    await forget('lin@firstline.example');
  });

  test('leaves neither its token nor a password anywhere', async () => {
    const token = await invited();
    const other = await invited({ email: 'other@firstline.example' });
    await joined(token);
    const stored = await dump();
    expect(stored).toContain('other@firstline.example');
    for (const secret of [token, other, Buffer.from(other, 'base64url').toString('hex'), PASSWORD]) {
      expect(stored).not.toContain(secret);
    }
    expect(token).toMatch(/^[\w-]{43}$/);
    await forget('lin@firstline.example');
  });

  test('works once, also when five press the button together', async () => {
    const token = await invited();
    const answers = await Promise.all([1, 2, 3, 4, 5].map((at) => joined(token, { name: `Lin ${at}` })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer).toEqual(closed);
    expect(await sql("select id from staff_member where name like 'Lin%'")).toHaveLength(1);
    expect(await joined(token)).toEqual(closed);
    expect(await findInvitation(token, now)).toBeNull();
    await forget('lin@firstline.example');
  });

  test('that is over, withdrawn, replaced or made up opens nothing, and they are not told apart', async () => {
    const over = await invited({}, EVERYTHING, afterDays(-3));
    expect(await joined(over)).toEqual(closed);
    const replaced = await invited();
    const withdrawn = await invited();
    const [row] = await listInvitations();
    await withdrawInvitation(ada, { invitationId: row?.id ?? '' });
    for (const token of [over, replaced, withdrawn, 'x'.repeat(43), '']) {
      expect(await joined(token)).toEqual(closed);
      expect(await findInvitation(token, now)).toBeNull();
    }
    expect(await sql("select id from staff_member where name like 'Lin%'")).toEqual([]);
    expect((await entries()).map(({ deed, subject }) => [deed, subject])).toEqual([
      ...Array(3).fill(['staff.invite', 'lin@firstline.example']),
      ['staff.withdraw_invitation', 'lin@firstline.example'],
    ]);
  });

  test('is open for three days, to the moment', async () => {
    const token = await invited();
    expect(await findInvitation(token, new Date(afterDays(3).getTime() - 1))).not.toBeNull();
    expect(await findInvitation(token, afterDays(3))).toBeNull();
    expect(await joined(token, {}, afterDays(3))).toEqual(closed);
  });

  test('that is over stays on the list until it is withdrawn', async () => {
    await invited({ customerIds: `${customers[0]}` }, EVERYTHING, afterDays(-5));
    expect(await listInvitations()).toMatchObject([
      { email: 'lin@firstline.example', invitedByName: 'Ada', customerCount: 1, expiresAt: afterDays(-2) },
    ]);
  });

  test('withdrawn twice is on record once', async () => {
    await invited();
    const [row] = await listInvitations();
    await entries();
    await Promise.all([1, 2].map(() => withdrawInvitation(ada, { invitationId: row?.id ?? '' })));
    expect(await entries()).toHaveLength(1);
  });

  test('names no customer that whoever invites cannot see', async () => {
    const [seen = '', hidden = ''] = customers;
    await invited({ customerIds: `${seen} ${hidden}` }, { every: false, customerIds: [seen] } as never);
    expect(await sql('select customer_ids from staff_invitation')).toEqual([{ customer_ids: [seen] }]);
  });

  test('of somebody who is here already, or was, is refused', async () => {
    const mei = await person('viewer', 'Mei');
    const fields = invitationSchema.parse({ email: mei.email, name: 'Mei', role: 'viewer' });
    const taken = { ok: false, failure: { code: 'staff_email_taken' } };
    expect(await invite(EVERYTHING, ada, fields, now)).toEqual(taken);
    await sql('update staff_member set deactivated_at = now() where id = $1', [mei.id]);
    expect(await invite(EVERYTHING, ada, fields, now)).toEqual(taken);
    expect(await listInvitations()).toEqual([]);
    expect(await entries()).toEqual([]);
  });

  test('whose address came in by another door meanwhile stays as it is', async () => {
    const token = await invited({ email: 'door@firstline.example' });
    await sql(
      "insert into staff_member (id, name, email, updated_at) values (gen_random_uuid(), 'D', 'door@firstline.example', now())",
    );
    expect(await joined(token)).toEqual({ ok: false, failure: { code: 'staff_email_taken' } });
    expect(await listInvitations()).toHaveLength(1);
    expect(await sql("select name from staff_member where email = 'door@firstline.example'")).toEqual([
      { name: 'D' },
    ]);
  });

  test.each(['Posthouse 2026!', 'password123456', 'firstline-2026-lin'])(
    'is not used up by the password %j, which is refused',
    async (password) => {
      const token = await invited();
      const refused = await joined(token, { password });
      expect(refused).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/^password_/) } });
      expect(await findInvitation(token, now)).not.toBeNull();
    },
  );

  test('made by somebody who is no admin any more, or was deactivated, is withdrawn with it', async () => {
    const bea = await person('admin', 'Bea');
    const cleo = await person('admin', 'Cleo');
    const fields = (email: string) => invitationSchema.parse({ email, name: 'X', role: 'viewer' });
    await invite(EVERYTHING, bea, fields('of.bea@firstline.example'), now);
    await invite(EVERYTHING, cleo, fields('of.cleo@firstline.example'), now);
    await invite(EVERYTHING, ada, fields('of.ada@firstline.example'), now);
    await entries();
    await changeRole(ada, { staffMemberId: bea.id, role: 'agent', roleBefore: 'admin' });
    await deactivate(ada, { staffMemberId: cleo.id }, now);
    expect((await listInvitations()).map(({ email }) => email)).toEqual(['of.ada@firstline.example']);
    expect((await entries()).map(({ deed, subject }) => [deed, subject])).toEqual([
      ['staff.change_role', 'Bea'],
      ['staff.withdraw_invitation', 'of.bea@firstline.example'],
      ['staff.deactivate', 'Cleo'],
      ['staff.withdraw_invitation', 'of.cleo@firstline.example'],
    ]);
  });
});

test.each([
  [{ email: 'lin' }, 'email', 'email_shape'],
  [{ name: ' ' }, 'name', 'name_missing'],
  [{ name: 'Lin\nMei' }, 'name', 'text_control'],
  [{ role: '' }, 'role', 'role_missing'],
  [{ role: 'owner' }, 'role', 'role_missing'],
  [
    { customerIds: Array(501).fill('0190b0de-0000-7000-8000-000000000000').join(' ') },
    'customerIds',
    'too_many_customers',
  ],
])('the form with %j is told at %s: %s', (changes, field, code) => {
  const parsed = invitationSchema.safeParse({ email: 'a@b.example', name: 'A', role: 'agent', ...changes });
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, code]]);
});
