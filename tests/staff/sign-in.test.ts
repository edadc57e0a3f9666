import { parseSetCookieHeader } from 'better-auth/cookies';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { findActor, listColleagues, listStaff } from '@/lib/staff/reads';
import { setUpToken } from '@/lib/staff/set-up-token';
import { signIn } from '@/lib/staff/sign-in';
import { signOut } from '@/lib/staff/sign-out';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const email = 'lin@example.com';
const password = 'the right password';
const refused = { ok: false, failure: { code: 'sign_in_refused' } };

beforeAll(async () => {
  const token = setUpToken(process.env.SESSION_SECRET ?? '');
  const made = await createFirstAdmin({ token, name: 'Lin Mei', email, password: new Secret(password) });
  if (!made.ok) throw new Error(made.failure.code);
});

beforeEach(async () => {
  await sql('delete from attempt_count');
});

const attempt = (given: { email?: string; password?: string; address?: string | null } = {}) =>
  signIn({
    email: given.email ?? email,
    password: new Secret(given.password ?? password),
    address: given.address === undefined ? '192.0.2.7' : given.address,
    knownDevice: null,
    headers: new Headers({ 'user-agent': 'A Browser' }),
  });

/** What a browser sends back after these Set-Cookie headers. */
const sentBack = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });

async function signedIn(): Promise<Headers> {
  const answer = await attempt();
  if (!answer.ok) throw new Error(answer.failure.code);
  return sentBack(answer.value.cookies);
}

describe('the right password', () => {
  test('opens a session that names the person, until it is ended', async () => {
    const headers = await signedIn();
    const actor = await findActor(headers);
    expect(actor).toMatchObject({ name: 'Lin Mei', email, role: 'admin', lastTestAddress: null });
    expect(await sql('select user_agent from staff_session')).toEqual([{ user_agent: 'A Browser' }]);

    const { cookies } = await signOut(actor, headers);
    expect(await findActor(headers)).toBeNull();
    expect(await sql('select id from staff_session')).toEqual([]);
    const cleared = cookies.map((cookie) => [...parseSetCookieHeader(cookie)][0]);
    expect(cleared[0]).toMatchObject(['posthouse.session_token', { value: '', 'max-age': 0 }]);
    const deeds = await sql('select deed from audit_entry order by id desc limit 2');
    expect(deeds).toEqual([{ deed: 'staff.sign_out' }, { deed: 'staff.sign_in' }]);
  });

  test('comes with a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await attempt();
    const cookies = answer.ok ? answer.value.cookies : [];
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^posthouse\.session_token=.*; HttpOnly; SameSite=Lax/);
  });

  test('is seen on the list of staff as the last time', async () => {
    await signedIn();
    const [row] = await listStaff();
    expect(row?.lastSeenAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  test.each(['', 'posthouse.session_token=forged.c2lnbmF0dXJl', 'posthouse.session_token=%'])(
    'the cookie %j is nobody',
    async (cookie) => {
      expect(await findActor(new Headers({ cookie }))).toBeNull();
    },
  );

  test('a session whose cookie was changed by one character is nobody', async () => {
    const cookie = (await signedIn()).get('cookie') ?? '';
    const at = cookie.indexOf('=') + 3;
    const changed = cookie.slice(0, at) + (cookie[at] === 'a' ? 'b' : 'a') + cookie.slice(at + 1);
    expect(await findActor(new Headers({ cookie: changed }))).toBeNull();
  });

  test('a session is over after twelve hours without a request', async () => {
    const headers = await signedIn();
    const [row] = await sql<{ hours: number }>(
      'select extract(epoch from expires_at - created_at)::float / 3600 as hours from staff_session order by created_at desc limit 1',
    );
    expect(row?.hours).toBeCloseTo(12, 1);
    await sql("update staff_session set expires_at = now() - interval '1 second'");
    expect(await findActor(headers)).toBeNull();
  });

  test('while somebody works the session is prolonged', async () => {
    const headers = await signedIn();
    await sql("update staff_session set expires_at = now() + interval '1 hour'");
    expect(await findActor(headers)).not.toBeNull();
    const [row] = await sql<{ hours: number }>(
      'select extract(epoch from max(expires_at) - now())::float / 3600 as hours from staff_session',
    );
    expect(row?.hours).toBeGreaterThan(11);
  });
});

describe('a refusal', () => {
  test('is the same for a wrong password and for an address that nobody has', async () => {
    const wrong = await attempt({ password: 'not the password' });
    const unknown = await attempt({ email: 'nobody@example.com' });
    expect(wrong).toEqual(refused);
    expect(unknown).toEqual(wrong);
  });

  test('leaves no session', async () => {
    await sql('delete from staff_session');
    await attempt({ password: 'not the password' });
    expect(await sql('select id from staff_session')).toEqual([]);
  });

  test('meets whoever was deactivated, also with the right password and with a session from before', async () => {
    const headers = await signedIn();
    await sql('update staff_member set deactivated_at = now()');
    try {
      expect(await findActor(headers)).toBeNull();
      expect(await attempt()).toEqual(refused);
      expect(await sql('select id from staff_session')).toEqual([]);
      expect(await listColleagues()).toEqual([]);
    } finally {
      await sql('update staff_member set deactivated_at = null');
    }
  });
});

describe('attempts are counted', () => {
  test.each([email, 'nobody@example.com'])('of 25 at once for %s, ten are looked at', async (tried) => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => attempt({ email: tried, password: 'a guess', address: null })),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code));
    expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(15);

    const next = await attempt({ email: tried, address: null });
    if (next.ok || next.failure.code !== 'too_many_attempts') throw new Error('it was let through');
    const minutes = (next.failure.retryAt.getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  test('and start anew when the window is over', async () => {
    await sql('insert into attempt_count values ($1, 99, now())', [`sign-in:${email}`]);
    expect((await attempt()).ok).toBe(true);
  });

  test('and forgotten by the right password', async () => {
    for (let at = 0; at < 9; at++) await attempt({ password: 'a guess' });
    expect((await attempt()).ok).toBe(true);
    expect(await sql('select key from attempt_count where key = $1', [`sign-in:${email}`])).toEqual([]);
  });

  test('per network address too, where only those count that were refused', async () => {
    await sql("insert into attempt_count values ('sign-in-from:192.0.2.7', 49, now() + interval '1 minute')");
    expect((await attempt()).ok).toBe(true);
    expect((await attempt()).ok).toBe(true);
    expect(await attempt({ email: 'a@example.com' })).toEqual(refused);
    expect(await attempt({ email: 'b@example.com' })).toMatchObject({
      failure: { code: 'too_many_attempts' },
    });
    expect((await attempt({ address: '192.0.2.8' })).ok).toBe(true);
  });
});
