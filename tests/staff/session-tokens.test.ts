import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const email = 'lin@example.com';
const password = 'the right password';
let staffMemberId: string;

beforeAll(async () => {
  const { createFirstAdmin } = await import('@/lib/staff/create-first-admin');
  const { setUpToken } = await import('@/lib/staff/set-up-token');
  const token = setUpToken(process.env.SESSION_SECRET ?? '');
  const made = await createFirstAdmin({ token, name: 'Lin Mei', email, password });
  if (!made.ok) throw new Error(made.failure.code);
  staffMemberId = made.value.id;
});
afterEach(() => vi.restoreAllMocks());

/** The Set-Cookie headers of a sign-in, in a process that is reached at `appUrl`. */
async function cookiesAt(appUrl: string): Promise<string[]> {
  process.env.APP_URL = appUrl;
  vi.resetModules();
  const { signIn } = await import('@/lib/staff/sign-in');
  const answer = await signIn({ email, password, address: null, headers: new Headers() });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value.cookies;
}

test('a session is named by 32 letters and digits that no other session has and Math.random does not make', async () => {
  const { auth } = await import('@/lib/auth');
  const { internalAdapter } = await auth().$context;
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  for (let made = 0; made < 300; made++) await internalAdapter.createSession(staffMemberId);
  const tokens = (await sql<{ token: string }>('select token from staff_session')).map(({ token }) => token);
  expect(new Set(tokens).size).toBe(300);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
  // log2(62^32) = 190 bits, if each place may hold any of the 62: in 300 tokens each place has shown most of them.
  for (let place = 0; place < 32; place++) {
    expect(new Set(tokens.map((token) => token[place])).size).toBeGreaterThan(45);
  }
});

test('each sign-in begins a session of its own', async () => {
  const [one] = await cookiesAt('http://localhost:3000');
  const [other] = await cookiesAt('http://localhost:3000');
  expect(one?.split(';')[0]).not.toBe(other?.split(';')[0]);
});

test('where people come by HTTPS its cookie is __Host-, Secure, HttpOnly, SameSite and without a domain', async () => {
  const cookies = await cookiesAt('https://posthouse.example.com');
  expect(cookies).toHaveLength(1);
  const [value, ...attributes] = cookies[0]?.split('; ') ?? [];
  expect(value).toMatch(/^__Host-posthouse\.session_token=/);
  expect(attributes.filter((each) => !each.startsWith('Max-Age')).sort()).toEqual([
    'HttpOnly',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
});
