import { beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { beginSecondFactor } from '@/lib/staff/begin-second-factor';
import { confirmSecondFactor } from '@/lib/staff/confirm-second-factor';
import { countRecoveryCodes, findActor } from '@/lib/staff/reads';
import { removeSecondFactor } from '@/lib/staff/remove-second-factor';
import { renewRecoveryCodes } from '@/lib/staff/renew-recovery-codes';
import { resetSecondFactor } from '@/lib/staff/reset-second-factor';
import { signIn } from '@/lib/staff/sign-in';
import { signInWithCode } from '@/lib/staff/sign-in-with-code';
import { appCode, earlyInHalfMinute } from '@/tests/support/totp';
import { browser, PASSWORD, sentBack, unwrap, useStaff } from './house';

const { sql, person, signedIn, behind, enter } = useStaff();
const password = new Secret(PASSWORD);
const guess = new Secret('a guess');
const member = (name: string) => person('agent', name, { password: true });
const refusedCode = { ok: false, failure: { code: 'code_refused' } };
const refusedPassword = { ok: false, failure: { code: 'password_refused' } };

beforeEach(async () => {
  await sql('delete from attempt_count');
});

/** Somebody whose second factor is on, with a session. */
async function withSecondFactor(name: string) {
  const { id, email } = await member(name);
  const { actor, headers } = await signedIn({ email });
  const { key } = unwrap(await beginSecondFactor(actor, password, headers));
  const on = unwrap(await confirmSecondFactor(actor, appCode(key), headers));
  // Of the code that was just used.
  await sql('delete from attempt_count');
  return { id, email, key, recoveryCodes: on.recoveryCodes, ...(await behind(sentBack(on.cookies))) };
}

const withCode = (code: string, headers: Headers) =>
  signInWithCode({ kind: 'app', code, ...browser(headers) });
const withRecovery = (code: string, headers: Headers) =>
  signInWithCode({ kind: 'recovery', code, ...browser(headers) });

describe('the set-up', () => {
  test('counts for nothing before the first code: the sign-in still asks for the password alone', async () => {
    const { email } = await member('Begun');
    const { actor, headers } = await signedIn({ email });
    const { key, address } = unwrap(await beginSecondFactor(actor, password, headers));
    expect(address).toMatch(/^otpauth:\/\/totp\/Posthouse:begun\./);
    expect(address).toContain(`secret=${key}&issuer=Posthouse`);
    expect(key).toMatch(/^[A-Z2-7]{52}$/);
    expect((await signedIn({ email })).actor.secondFactorOn).toBe(false);
    expect(await confirmSecondFactor(actor, '000000', headers)).toEqual(refusedCode);
    expect((await signedIn({ email })).actor.secondFactorOn).toBe(false);
  });

  test('a second begin makes another key, and the first opens nothing', async () => {
    const { email } = await member('Twice');
    const { actor, headers } = await signedIn({ email });
    const first = unwrap(await beginSecondFactor(actor, password, headers));
    const second = unwrap(await beginSecondFactor(actor, password, headers));
    expect(second.key).not.toBe(first.key);
    expect(await confirmSecondFactor(actor, appCode(first.key), headers)).toEqual(refusedCode);
    expect((await confirmSecondFactor(actor, appCode(second.key), headers)).ok).toBe(true);
  });

  test('wants the password, and is not begun over one that is on', async () => {
    const { email } = await member('Guesser');
    const { actor, headers } = await signedIn({ email });
    for (const wrong of [new Secret(''), guess]) {
      expect(await beginSecondFactor(actor, wrong, headers)).toEqual(refusedPassword);
    }
    expect(await sql('select 1 from second_factor where staff_member_id = $1', [actor.id])).toEqual([]);
    const on = await withSecondFactor('Already');
    expect(await beginSecondFactor(on.actor, password, on.headers)).toMatchObject({
      failure: { code: 'second_factor_on' },
    });
  });

  test('whoever sits at an open session guesses ten passwords, no more, and it is on record once', async () => {
    const { email } = await member('Intruder');
    const { actor, headers } = await signedIn({ email });
    const answers = [];
    for (let at = 0; at < 13; at++) answers.push(await beginSecondFactor(actor, guess, headers));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code));
    expect(codes.filter((code) => code === 'password_refused')).toHaveLength(10);
    expect(codes.slice(10)).toEqual(Array(3).fill('password_attempts'));
    const entries = 'select deed, actor_name, details from audit_entry where subject = $1 and deed like $2';
    expect(await sql(entries, [email, '%limited'])).toEqual([
      {
        deed: 'staff.sign_in_limited',
        actor_name: 'Posthouse',
        details: { attempts: 10, windowMinutes: 15 },
      },
    ]);
  });

  test('gives ten recovery codes, no two alike, ends the sessions of other browsers and is on record', async () => {
    const { id, email } = await member('Lin');
    const elsewhere = await signedIn({ email });
    const { actor, headers } = await signedIn({ email });
    const { key } = unwrap(await beginSecondFactor(actor, password, headers));
    const { recoveryCodes, cookies } = unwrap(await confirmSecondFactor(actor, appCode(key), headers));
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    expect(await findActor(elsewhere.headers)).toBeNull();
    expect(await findActor(headers)).toBeNull();
    const now = await behind(sentBack(cookies));
    expect(now.actor).toMatchObject({ id, secondFactorOn: true });
    expect(await countRecoveryCodes(now.actor)).toBe(10);
    expect(
      await sql('select deed from audit_entry where actor_id = $1 order by id desc limit 1', [id]),
    ).toEqual([{ deed: 'staff.set_second_factor' }]);
  });

  test('neither the key nor a recovery code lies in the database as it is', async () => {
    const { id, key, recoveryCodes } = await withSecondFactor('Hidden');
    const rows = JSON.stringify([
      await sql('select * from second_factor where staff_member_id = $1', [id]),
      await sql('select * from audit_entry'),
      await sql('select * from verification'),
      await sql('select * from attempt_count'),
    ]).toLowerCase();
    expect(rows).toContain(id);
    // better-auth keeps the key as 32 letters, of which the app gets the base32.
    for (const secret of [key.toLowerCase(), lettersOf(key).toLowerCase(), ...recoveryCodes]) {
      expect(rows).not.toContain(secret);
      expect(rows).not.toContain(secret.replace('-', ''));
      expect(rows).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

/** The bytes of a base32 text, as letters. */
function lettersOf(base32: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

describe('the sign-in', () => {
  test('gives no session for the password, and one for the code', async () => {
    const { id, email, key } = await withSecondFactor('Both');
    await sql('delete from staff_session where staff_member_id = $1', [id]);
    const headers = await enter({ email });
    expect(await findActor(headers)).toBeNull();
    expect(await sql('select id from staff_session where staff_member_id = $1', [id])).toEqual([]);
    const deeds = 'select deed from audit_entry where actor_id = $1 order by id desc limit 1';
    expect(await sql(deeds, [id])).toEqual([{ deed: 'staff.set_second_factor' }]);

    const { cookies } = unwrap(await withCode(appCode(key), headers));
    const { actor } = await behind(sentBack(cookies));
    expect(actor).toMatchObject({ id, secondFactorOn: true });
    expect(await sql('select user_agent from staff_session where staff_member_id = $1', [id])).toEqual([
      { user_agent: 'A Browser' },
    ]);
    expect(await sql(deeds, [id])).toEqual([{ deed: 'staff.sign_in' }]);
  });

  test.each([-1, 0, 1])('takes the code of the half minute %i from now', async (steps) => {
    const { email, key } = await withSecondFactor('Clock');
    const headers = await enter({ email });
    await earlyInHalfMinute();
    expect((await withCode(appCode(key, steps), headers)).ok).toBe(true);
  });

  test.each([-3, 3])('refuses the code of the half minute %i from now', async (steps) => {
    const { email, key } = await withSecondFactor('Late');
    expect(await withCode(appCode(key, steps), await enter({ email }))).toEqual(refusedCode);
  });

  test('takes a code once, also when it is sent twice at the same moment or was the first of the set-up', async () => {
    const { email, key } = await withSecondFactor('Replay');
    const [one, two] = [await enter({ email }), await enter({ email })];
    const code = appCode(key);
    const answers = await Promise.all([withCode(code, one), withCode(code, two)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual([refusedCode]);
    expect(await withCode(code, await enter({ email }))).toEqual(refusedCode);

    const { email: other } = await member('SetUp');
    const { actor, headers } = await signedIn({ email: other });
    const begun = unwrap(await beginSecondFactor(actor, password, headers));
    const first = appCode(begun.key);
    expect((await confirmSecondFactor(actor, first, headers)).ok).toBe(true);
    expect(await withCode(first, await enter({ email: other }))).toEqual(refusedCode);
  });

  test('takes a recovery code once, also twice at the same moment, and puts it on record', async () => {
    const { id, email, recoveryCodes, actor } = await withSecondFactor('Recovers');
    const [code = '', other = ''] = recoveryCodes;
    const [one, two] = [await enter({ email }), await enter({ email })];
    const answers = await Promise.all([withRecovery(code, one), withRecovery(code, two)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await withRecovery(code, await enter({ email }))).toEqual(refusedCode);
    expect((await withRecovery(other, await enter({ email }))).ok).toBe(true);
    expect(await countRecoveryCodes(actor)).toBe(8);
    const deeds = await sql('select deed from audit_entry where actor_id = $1 order by id desc limit 4', [
      id,
    ]);
    expect(deeds.map(({ deed }) => deed)).toEqual([
      'staff.sign_in',
      'staff.use_recovery_code',
      'staff.sign_in',
      'staff.use_recovery_code',
    ]);
  });

  test('without the password there is no code to be tried, nor with the session of somebody else', async () => {
    const { key } = await withSecondFactor('Asked');
    const other = await withSecondFactor('Other');
    const over = { ok: false, failure: { code: 'sign_in_over' } };
    expect(await withCode(appCode(key), new Headers())).toEqual(over);
    expect(await withCode(appCode(other.key), other.headers)).toEqual(over);
    expect(await withCode(appCode(key), new Headers({ cookie: 'posthouse.two_factor=2fa-x.c2ln' }))).toEqual(
      over,
    );
  });

  test('is over after ten minutes', async () => {
    const { email, key } = await withSecondFactor('Slow');
    const headers = await enter({ email });
    await sql("update verification set expires_at = now() - interval '1 second'");
    expect(await withCode(appCode(key), headers)).toEqual({ ok: false, failure: { code: 'sign_in_over' } });
  });

  test('is over after five wrong codes, whatever kind they are; then the password is asked for again', async () => {
    const { email, key } = await withSecondFactor('Five');
    const headers = await enter({ email });
    for (const wrong of ['000000', '000001', '000002'])
      expect(await withCode(wrong, headers)).toEqual(refusedCode);
    for (const wrong of ['aaaaa-aaaaa', 'bbbbb-bbbbb']) {
      expect(await withRecovery(wrong, headers)).toEqual(refusedCode);
    }
    expect(await withCode(appCode(key), headers)).toEqual({ ok: false, failure: { code: 'sign_in_over' } });
    expect((await withCode(appCode(key, 1), await enter({ email }))).ok).toBe(true);
  });

  test('looks at ten codes in fifteen minutes and at twenty in a day, however often the password is given', async () => {
    const { email, key } = await withSecondFactor('Guessed');
    const codes: string[] = [];
    const guess = async (count: number) => {
      for (let at = 0; at < count; at++) {
        const answer = await withCode(String(100_000 + codes.length), await enter({ email }));
        codes.push(answer.ok ? 'ok' : answer.failure.code);
      }
    };
    await guess(12);
    expect(codes.filter((code) => code === 'code_refused')).toHaveLength(10);
    expect(await withCode(appCode(key), await enter({ email }))).toMatchObject({
      failure: { code: 'too_many_attempts' },
    });
    await sql("update attempt_count set window_ends_at = now() where key not like '%:day'");
    await guess(9);
    expect(codes.filter((code) => code === 'code_refused')).toHaveLength(17);
    const [entry] = await sql<{ count: string }>(
      "select count(*) from audit_entry where deed = 'staff.sign_in_limited' and subject = $1",
      [email],
    );
    expect(entry?.count).toBe('2');
  });

  test('opens nothing for whoever was deactivated between password and code', async () => {
    const { id, email, key } = await withSecondFactor('Leaves');
    const headers = await enter({ email });
    await sql('update staff_member set deactivated_at = now() where id = $1', [id]);
    await sql('delete from staff_session where staff_member_id = $1', [id]);
    expect((await withCode(appCode(key), headers)).ok).toBe(false);
    const withPassword = await signIn({ email, password, ...browser() });
    expect(withPassword).toEqual({ ok: false, failure: { code: 'sign_in_refused' } });
    expect(await sql('select id from staff_session where staff_member_id = $1', [id])).toEqual([]);
  });
});

describe('later', () => {
  test('new recovery codes take the place of the old ones, for whoever knows the password', async () => {
    const { email, actor, headers, recoveryCodes } = await withSecondFactor('Renews');
    expect(await renewRecoveryCodes(actor, guess, headers)).toEqual(refusedPassword);
    const renewed = unwrap(await renewRecoveryCodes(actor, password, headers)).recoveryCodes;
    expect(new Set([...renewed, ...recoveryCodes]).size).toBe(20);
    expect(await withRecovery(recoveryCodes[0] ?? '', await enter({ email }))).toEqual(refusedCode);
    expect((await withRecovery(renewed[0] ?? '', await enter({ email }))).ok).toBe(true);
  });

  test('it is switched off by whoever knows the password, and nothing of it is kept', async () => {
    const { id, email, actor, headers } = await withSecondFactor('Ends');
    expect(await removeSecondFactor(actor, guess, headers)).toEqual(refusedPassword);
    const { cookies } = unwrap(await removeSecondFactor(actor, password, headers));
    const now = await behind(sentBack(cookies));
    expect(now.actor.secondFactorOn).toBe(false);
    expect(await sql('select id from second_factor where staff_member_id = $1', [id])).toEqual([]);
    expect((await signedIn({ email })).actor.id).toBe(id);
    for (const again of [removeSecondFactor, renewRecoveryCodes]) {
      expect(await again(now.actor, password, now.headers)).toMatchObject({
        failure: { code: 'second_factor_off' },
      });
    }
  });

  test('an admin resets it: password alone, no session left, on record; not their own, and nobody else', async () => {
    const admin = await signedIn(await person('admin', 'Ada', { password: true }));
    const { id, email, headers } = await withSecondFactor('Lost');
    expect(await resetSecondFactor(admin.actor, id)).toEqual({ ok: true, value: null });
    expect(await findActor(headers)).toBeNull();
    expect((await signedIn({ email })).actor).toMatchObject({ id, secondFactorOn: false });
    const entries =
      'select deed, actor_name, subject_id, details from audit_entry where subject = $1 and actor_id = $2';
    expect(await sql(entries, ['Lost', admin.actor.id])).toEqual([
      { deed: 'staff.reset_second_factor', actor_name: 'Ada', subject_id: id, details: { passkeys: 0 } },
    ]);
    expect(await resetSecondFactor(admin.actor, admin.actor.id)).toMatchObject({
      failure: { code: 'staff_is_oneself' },
    });
    expect(await resetSecondFactor(admin.actor, '00000000-0000-7000-8000-000000000000')).toMatchObject({
      failure: { code: 'staff_not_found' },
    });
  });
});
