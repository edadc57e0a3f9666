import { expect, test } from 'vitest';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { isSetUpOpen, listStaff } from '@/lib/staff/reads';
import { firstAdminSchema } from '@/lib/staff/schema';
import { setUpToken } from '@/lib/staff/set-up-token';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const token = () => setUpToken(process.env.SESSION_SECRET ?? '');
const lin = (changes: object = {}) =>
  firstAdminSchema.parse({
    token: token(),
    name: ' Lin Mei ',
    email: ' Lin@Example.com ',
    password: 'a long enough one',
    ...changes,
  });

test.each(['', 'x', `${setUpToken('another secret, also long enough to be one')}`])(
  'with the token %j nobody is made',
  async (wrong) => {
    expect(await createFirstAdmin(lin({ token: wrong }))).toEqual({
      ok: false,
      failure: { code: 'set_up_closed' },
    });
    expect(await isSetUpOpen(wrong)).toBe(false);
    expect(await sql('select id from staff_member')).toEqual([]);
  },
);

test.each([
  [{ name: ' ' }, 'name', 'name_missing'],
  [{ name: 'Lin\nMei' }, 'name', 'text_control'],
  [{ name: 'x'.repeat(101) }, 'name', 'text_too_long'],
  [{ email: 'lin' }, 'email', 'email_shape'],
  [{ email: '' }, 'email', 'email_shape'],
  [{ password: 'elevenchars' }, 'password', 'password_too_short'],
  [{ password: 'x'.repeat(257) }, 'password', 'password_too_long'],
])('%j is told at the field %s as %s', (changes, field, code) => {
  const parsed = firstAdminSchema.safeParse({
    token: '',
    name: 'Lin',
    email: 'lin@example.com',
    password: 'twelve chars',
    ...changes,
  });
  const issues = parsed.error?.issues.map(({ path, message }) => ({ field: path[0], code: message }));
  expect(issues).toEqual([{ field, code }]);
});

test('of five people who press the button together, one becomes the first admin', async () => {
  expect(await isSetUpOpen(token())).toBe(true);
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((at) => createFirstAdmin(lin({ email: `admin${at}@example.com` }))),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.failure).toEqual({ code: 'set_up_closed' });
  expect(await sql('select name, role from staff_member')).toEqual([{ name: 'Lin Mei', role: 'admin' }]);
  expect(await sql('select provider_id from staff_account')).toEqual([{ provider_id: 'credential' }]);
  expect(await sql('select deed, actor_name from audit_entry')).toEqual([
    { deed: 'staff.create_first_admin', actor_name: 'Lin Mei' },
  ]);
});

test('a second time, with the right token, nothing happens', async () => {
  expect(await isSetUpOpen(token())).toBe(false);
  expect(await createFirstAdmin(lin({ email: 'second@example.com' }))).toEqual({
    ok: false,
    failure: { code: 'set_up_closed' },
  });
  expect(await listStaff()).toHaveLength(1);
});

test('the password is nowhere to be read', async () => {
  const dump = JSON.stringify([
    await sql('select * from staff_member'),
    await sql('select * from staff_account'),
    await sql('select * from audit_entry'),
  ]);
  expect(dump).toContain('admin');
  expect(dump).not.toContain('a long enough one');
});
