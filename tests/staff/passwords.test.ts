import { scryptSync } from 'node:crypto';
import { isAPIError } from 'better-auth/api';
import { hashPassword as hashOfVersion01 } from 'better-auth/crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { auth } from '@/lib/auth';
import { hashPassword, verifyPassword } from '@/lib/password-hash';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { passwordFault } from '@/lib/staff/password';
import { firstAdminSchema, signInSchema } from '@/lib/staff/schema';
import { setUpToken } from '@/lib/staff/set-up-token';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const email = 'lin@example.com';

const firstAdmin = (password: string) =>
  firstAdminSchema.safeParse({
    token: setUpToken(process.env.SESSION_SECRET ?? ''),
    name: 'Lin Mei',
    email,
    password,
  });

test('a new database has nobody who could sign in', async () => {
  expect(await sql('select id from staff_member')).toEqual([]);
  expect(await sql('select id from staff_account')).toEqual([]);
});

describe('what is stored of a password', () => {
  test('is scrypt at the cost that it names: 32 MiB, three passes, a salt of its own', async () => {
    const stored = await hashPassword('the same twice');
    const [, scheme, cost, salt = '', hash = ''] = stored.split('$');
    expect([scheme, cost]).toEqual(['scrypt', 'ln=15,r=8,p=3']);
    expect(Buffer.from(salt, 'base64')).toHaveLength(16);
    const again = scryptSync('the same twice', Buffer.from(salt, 'base64'), 32, {
      N: 2 ** 15,
      r: 8,
      p: 3,
      maxmem: 2 ** 27,
    });
    expect(Buffer.from(hash, 'base64')).toEqual(again);
    expect((await hashPassword('the same twice')).split('$')[3]).not.toBe(salt);
  });

  test('by version 0.1 still opens, and opens to nothing else', async () => {
    const stored = await hashOfVersion01('from before the change');
    expect(await verifyPassword({ hash: stored, password: 'from before the change' })).toBe(true);
    expect(await verifyPassword({ hash: stored, password: 'from before the changE' })).toBe(false);
  });

  test.each(['', 'x', '$scrypt$ln=15,r=8,p=3$$', '$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA'])(
    'opens to nobody when it is %j',
    async (stored) => {
      await expect(verifyPassword({ hash: stored, password: '' })).rejects.toThrow('Invalid password hash');
    },
  );
});

describe('a password of any signs is taken, as long as it cannot be guessed', () => {
  test.each([
    'all in lower case letters',
    '48291057382649',
    'mallard \t under the bridge ',
    '密碼只要夠長什麼字都可以',
    'o\u0308mläut ① 🔑 <b>&amp;',
    'a sentence that is as long as a whole line of text, and no less.',
    `${'every word of the longest password counts. '.repeat(5)}so does its last letter, as far as 256.2`,
  ])('%j', (password) => {
    const taken = firstAdmin(password).data?.password;
    expect(taken?.reveal()).toBe(password);
    expect(taken && passwordFault(taken, { name: 'Lin Mei', email })).toBeNull();
  });
});

describe('a password opens as it was typed and not otherwise:', () => {
  beforeAll(async () => {
    const { data } = firstAdmin('replaced by each row');
    const made = data && (await createFirstAdmin(data));
    if (!made?.ok) throw new Error('no admin was made');
  });

  const typed = (password: string) => {
    const parsed = signInSchema.parse({ email, password });
    return { ...parsed, password: parsed.password.reveal() };
  };
  const opens = (password: string) =>
    auth()
      .api.signInEmail({ body: typed(password) })
      .then(() => true)
      .catch((error) => {
        if (isAPIError(error)) return false;
        throw error;
      });

  test.each([
    { what: 'blanks around it', password: ' blanks around it ', other: 'blanks around it' },
    { what: 'upper and lower case', password: 'Upper And Lower Case', other: 'upper and lower case' },
    { what: 'its last character of 256', password: `${'a'.repeat(255)}b`, other: `${'a'.repeat(255)}c` },
    { what: 'what stands behind 72', password: `${'a'.repeat(72)}b`, other: 'a'.repeat(72) },
    { what: 'signs that look alike', password: '① is no 1 to us', other: '1 is no 1 to us' },
    { what: 'what stands behind NUL', password: 'nul\0 in the middle', other: 'nul\0 in the muddle' },
  ])('with $what', async ({ password, other }) => {
    await sql('update staff_account set password = $1', [await hashPassword(password)]);
    expect(await opens(other)).toBe(false);
    expect(await opens(password)).toBe(true);
  });

  test('whichever bytes a keyboard writes an é with', async () => {
    await sql('update staff_account set password = $1', [await hashPassword('caf\u00e9 au lait')]);
    expect(await opens('cafe\u0301 au lait')).toBe(true);
  });

  test('however long ago it was set', async () => {
    await sql(
      "update staff_account set password = $1, created_at = now() - interval '10 years', updated_at = now() - interval '10 years'",
      [await hashPassword('set ten years ago')],
    );
    expect(await opens('set ten years ago')).toBe(true);
  });
});
