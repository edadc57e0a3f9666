import { afterEach, expect, test, vi } from 'vitest';
import { auth } from '@/lib/auth';
import { Secret } from '@/lib/secret';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { setUpToken } from '@/lib/staff/set-up-token';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
afterEach(() => vi.restoreAllMocks());

test('a session is named by 32 letters and digits that no other session has and Math.random does not make', async () => {
  const token = setUpToken(process.env.SESSION_SECRET ?? '');
  const admin = {
    token,
    name: 'Lin Mei',
    email: 'lin@example.com',
    password: new Secret('the right password'),
  };
  const made = await createFirstAdmin(admin);
  if (!made.ok) throw new Error(made.failure.code);
  const { internalAdapter } = await auth().$context;

  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  for (let sessions = 0; sessions < 300; sessions++) await internalAdapter.createSession(made.value.id);
  const rows = await sql<{ token: string }>('select token from staff_session');
  expect(new Set(rows.map((row) => row.token)).size).toBe(300);
  for (const row of rows) expect(row.token).toMatch(/^[A-Za-z0-9]{32}$/);
  // log2(62^32) = 190 bits, if each place may hold any of the 62: in 300 tokens each place has shown most of them.
  for (let place = 0; place < 32; place++) {
    expect(new Set(rows.map((row) => row.token[place])).size).toBeGreaterThan(45);
  }
});
