import { beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { changePassword } from '@/lib/staff/change-password';
import { confirm } from '@/lib/staff/confirm';
import { findActor } from '@/lib/staff/reads';
import { changePasswordSchema } from '@/lib/staff/schema';
import { isConfirmed } from '@/lib/staff/session';
import { PASSWORD, type Person, useStaff } from './house';

const { sql, person, enter, actorOf, entries, dump } = useStaff();

const NEXT = 'geese over the northern lake';
const now = () => new Date();
const refused = { ok: false, failure: { code: 'password_refused' } };
const done = { ok: true, value: null };

let lin: Person;
let here: Headers;

beforeEach(async () => {
  await sql('delete from staff_member; delete from attempt_count');
  lin = await person('agent', 'Lin', { password: true });
  here = await enter(lin);
  await entries();
});

const isFresh = async (headers: Headers) => isConfirmed((await actorOf(headers)).session.confirmedAt, now());
const hours = (ago: string) => sql(`update staff_session set confirmed_at = now() - interval '${ago}'`);

describe('a proof of who one is', () => {
  test('is the sign-in, for an hour', async () => {
    expect(await isFresh(here)).toBe(true);
    await hours('59 minutes');
    expect(await isFresh(here)).toBe(true);
    await hours('60 minutes');
    expect(await isFresh(here)).toBe(false);
  });

  test('is not a request, however many there are', async () => {
    await hours('2 hours');
    await sql("update staff_session set expires_at = now() + interval '1 hour'");
    await actorOf(here);
    expect(await isFresh(here)).toBe(false);
  });

  test('is the password, in the session that it was given in and in no other', async () => {
    const there = await enter(lin);
    await hours('2 hours');
    await entries();
    expect(await confirm(await actorOf(here), { password: new Secret(PASSWORD) }, now())).toEqual(done);
    expect([await isFresh(here), await isFresh(there)]).toEqual([true, false]);
    expect(await entries()).toMatchObject([
      { deed: 'staff.confirm', actor_name: 'Lin', subject: 'Lin', details: {} },
    ]);
    expect(await dump()).not.toContain(PASSWORD);
  });

  test('is not a wrong password', async () => {
    await hours('2 hours');
    expect(await confirm(await actorOf(here), { password: new Secret('not the password') }, now())).toEqual(
      refused,
    );
    expect(await isFresh(here)).toBe(false);
    expect(await entries()).toEqual([]);
  });

  test('cannot be given by who has no password: it takes a sign-in', async () => {
    const actor = await actorOf(here);
    await sql('update staff_account set password = null');
    expect(await confirm(actor, { password: new Secret(PASSWORD) }, now())).toEqual({
      ok: false,
      failure: { code: 'sign_in_again' },
    });
  });

  test('of 25 guesses at once ten are looked at, and the owner can still sign in elsewhere', async () => {
    const actor = await actorOf(here);
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => confirm(actor, { password: new Secret('a guess') }, now())),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code));
    expect(codes.filter((code) => code === 'password_refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'password_attempts')).toHaveLength(15);
    expect(await confirm(actor, { password: new Secret(PASSWORD) }, now())).toMatchObject({
      failure: { code: 'password_attempts', retryAt: expect.any(Date) },
    });
    expect(await findActor(await enter(lin))).not.toBeNull();
  });

  test('forgets the wrong attempts before it', async () => {
    const actor = await actorOf(here);
    for (let at = 0; at < 9; at++) await confirm(actor, { password: new Secret('a guess') }, now());
    expect(await confirm(actor, { password: new Secret(PASSWORD) }, now())).toEqual(done);
    expect(await sql("select key from attempt_count where key like 'prove:%'")).toEqual([]);
  });
});

describe('changing the password', () => {
  const change = async (fields: { currentPassword?: string; password?: string } = {}) =>
    changePassword(
      await actorOf(here),
      changePasswordSchema.parse({ currentPassword: PASSWORD, password: NEXT, ...fields }),
      now(),
    );

  test('ends every session but this one, and only the new one signs in', async () => {
    const there = await enter(lin);
    await hours('2 hours');
    await entries();
    expect(await change()).toEqual(done);
    expect(await findActor(there)).toBeNull();
    expect(await isFresh(here)).toBe(true);
    await expect(enter(lin)).rejects.toThrow('sign_in_refused');
    await enter(lin, 'A Browser', NEXT);
    expect(await entries()).toMatchObject([
      { deed: 'staff.change_password', actor_name: 'Lin', details: { sessions: 1 } },
      { deed: 'staff.sign_in' },
    ]);
    const stored = await dump();
    expect(stored).not.toContain(NEXT);
    expect(stored).not.toContain(PASSWORD);
  });

  test.each([
    [{ currentPassword: 'not the password' }, 'password_refused'],
    [{ password: PASSWORD }, 'password_same'],
    [{ password: 'password2026' }, 'password_guessable'],
    [{ password: 'firstline-2026' }, 'password_about_you'],
  ])('with %j is refused as %s and changes nothing', async (fields, code) => {
    const there = await enter(lin);
    const before = await sql('select password from staff_account');
    await entries();
    expect(await change(fields)).toEqual({ ok: false, failure: { code } });
    expect(await sql('select password from staff_account')).toEqual(before);
    expect(await findActor(there)).not.toBeNull();
    expect(await entries()).toEqual([]);
  });

  test('in two windows at once leaves one of the two, and the other window is told', async () => {
    const answers = await Promise.all([change(), change({ password: 'herons on the long pier' })]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual(refused);
    expect(await entries()).toHaveLength(1);
  });

  test('is bounded by the same count of attempts as confirming', async () => {
    const actor = await actorOf(here);
    for (let at = 0; at < 10; at++) await confirm(actor, { password: new Secret('a guess') }, now());
    expect(await change()).toMatchObject({ failure: { code: 'password_attempts' } });
  });
});

test.each([
  [{ currentPassword: '' }, 'currentPassword', 'password_missing'],
  [{ password: 'elevenchars' }, 'password', 'password_too_short'],
  [{ password: 'x'.repeat(257) }, 'password', 'password_too_long'],
])('the form with %j is told at %s: %s', (fields, field, code) => {
  const parsed = changePasswordSchema.safeParse({ currentPassword: PASSWORD, password: NEXT, ...fields });
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, code]]);
});
