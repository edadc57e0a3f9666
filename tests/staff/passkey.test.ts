import { beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { addPasskey } from '@/lib/staff/add-passkey';
import { beginPasskey } from '@/lib/staff/begin-passkey';
import { beginPasskeySignIn } from '@/lib/staff/begin-passkey-sign-in';
import { makePasskeyChallenge } from '@/lib/staff/passkey-challenge';
import { findActor, listPasskeys } from '@/lib/staff/reads';
import { removePasskey } from '@/lib/staff/remove-passkey';
import { resetSecondFactor } from '@/lib/staff/reset-second-factor';
import { addPasskeySchema, passkeySignInSchema } from '@/lib/staff/schema';
import { signInWithPasskey } from '@/lib/staff/sign-in-with-passkey';
import { type Lies, SoftPasskey } from '@/tests/support/soft-passkey';
import { browser, PASSWORD, sentBack, unwrap, useStaff } from './house';

const { sql, person, signedIn, behind } = useStaff();
const password = new Secret(PASSWORD);
const guess = new Secret('a guess');
const refused = { ok: false, failure: { code: 'passkey_refused' } };
const secret = () => process.env.SESSION_SECRET ?? '';

beforeEach(async () => {
  await sql('delete from attempt_count');
});

/** Somebody with a session. */
async function someone(name: string, role: 'admin' | 'agent' = 'agent') {
  const who = await person(role, name, { password: true });
  return { ...who, ...(await signedIn(who)) };
}

/** The same with a passkey. */
async function withPasskey(name: string) {
  const who = await someone(name);
  const passkey = new SoftPasskey();
  const options = unwrap(await beginPasskey(who.actor, password));
  unwrap(await addPasskey(who.actor, added(passkey.create(options))));
  return { ...who, passkey };
}

const added = (answer: string) => addPasskeySchema.parse({ answer, device: ' Laptop at work ' });

async function signIn(passkey: SoftPasskey, lies: Lies = {}) {
  const answer = passkey.get(await beginPasskeySignIn(), lies);
  return signInWithPasskey({ ...passkeySignInSchema.parse({ answer }), ...browser() });
}

describe('a passkey', () => {
  test('is added by whoever gives the password, listed with its name, and on record', async () => {
    const { id, actor, passkey } = await withPasskey('Adds');
    expect(await listPasskeys(actor)).toMatchObject([
      { name: 'Laptop at work', synced: false, lastUsedAt: null },
    ]);
    expect(
      await sql('select deed, subject from audit_entry where actor_id = $1 order by id desc limit 1', [id]),
    ).toEqual([{ deed: 'staff.add_passkey', subject: 'Laptop at work' }]);
    const [row] = await sql('select credential_id, transports from passkey where staff_member_id = $1', [id]);
    expect(row).toEqual({ credential_id: passkey.id, transports: ['internal'] });
  });

  test('is asked for with a finger or PIN, to be found by itself, and not where there is one already', async () => {
    const { actor, passkey } = await withPasskey('Options');
    const options = unwrap(await beginPasskey(actor, password));
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Posthouse' },
      user: { name: actor.email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: passkey.id }],
      attestation: 'none',
    });
    expect(await beginPasskeySignIn()).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
  });

  test('is not begun without the password, which is guessed ten times and no more', async () => {
    const { actor } = await someone('Intruder');
    const codes: string[] = [];
    for (let at = 0; at < 12; at++) {
      const answer = await beginPasskey(actor, at === 0 ? new Secret('') : guess);
      codes.push(answer.ok ? 'ok' : answer.failure.code);
    }
    expect(codes).toEqual([...Array(10).fill('password_refused'), ...Array(2).fill('password_attempts')]);
  });

  test.each([
    ['of another site', { origin: 'http://localhost.evil.example' }],
    ['of another port', { origin: 'http://localhost:3001' }],
    ['of another domain', { rpId: 'evil.example' }],
    ['without a finger or PIN', { verified: false }],
    ['of another kind', { type: 'webauthn.get' }],
    ['to a challenge that nobody gave', { challenge: Buffer.alloc(54, 'x').toString('base64url') }],
    ['to a challenge of the sign-in', { challenge: challengeFor('sign-in') }],
    ['to a challenge for somebody else', { challenge: challengeFor('add:somebody-else') }],
  ] satisfies [string, Lies][])('%s is not added', async (_, lies) => {
    const { id, actor } = await someone('Refused');
    const options = unwrap(await beginPasskey(actor, password));
    expect(await addPasskey(actor, added(new SoftPasskey().create(options, lies)))).toEqual(refused);
    expect(await sql('select id from passkey where staff_member_id = $1', [id])).toEqual([]);
  });

  test('is not added twice, nor by somebody else, nor later than five minutes after it was asked for', async () => {
    const { actor, passkey } = await withPasskey('Twice');
    const options = unwrap(await beginPasskey(actor, password));
    expect(await addPasskey(actor, added(passkey.create(options)))).toMatchObject({
      failure: { code: 'passkey_there' },
    });
    const other = await someone('Other');
    expect(await addPasskey(other.actor, added(new SoftPasskey().create(options)))).toEqual(refused);
    const old = challengeFor(`add:${actor.id}`, new Date(Date.now() - 5 * 60_000 - 1));
    expect(await addPasskey(actor, added(new SoftPasskey().create({ ...options, challenge: old })))).toEqual(
      refused,
    );
  });

  test('is deleted by its owner with the password alone, and opens nothing any more', async () => {
    const { id, actor, passkey } = await withPasskey('Deletes');
    const [row] = await listPasskeys(actor);
    const passkeyId = row?.id ?? '';
    const other = await someone('Stranger');
    expect(await removePasskey(other.actor, { passkeyId, currentPassword: password })).toMatchObject({
      failure: { code: 'passkey_not_found' },
    });
    expect(await removePasskey(actor, { passkeyId, currentPassword: guess })).toMatchObject({
      failure: { code: 'password_refused' },
    });
    expect((await signIn(passkey)).ok).toBe(true);
    expect(await removePasskey(actor, { passkeyId, currentPassword: password })).toEqual({
      ok: true,
      value: null,
    });
    expect(await signIn(passkey)).toEqual(refused);
    expect(
      await sql('select deed, subject from audit_entry where actor_id = $1 order by id desc limit 1', [id]),
    ).toEqual([{ deed: 'staff.remove_passkey', subject: 'Laptop at work' }]);
  });
});

/** A challenge as the app makes it. */
function challengeFor(purpose: 'sign-in' | `add:${string}`, now = new Date()): string {
  return makePasskeyChallenge(secret(), purpose, now).toString('base64url');
}

describe('signing in with a passkey', () => {
  test('opens a session that wants no second factor, and is on record with how', async () => {
    const { id, email, passkey } = await withPasskey('Enters');
    const { cookies } = unwrap(await signIn(passkey));
    const { actor, headers } = await behind(sentBack(cookies));
    expect(actor).toMatchObject({ id, email });
    const [session] = await sql(
      'select signed_in_by, user_agent from staff_session where staff_member_id = $1 order by created_at desc limit 1',
      [id],
    );
    expect(session).toEqual({ signed_in_by: 'passkey', user_agent: 'A Browser' });
    expect((await listPasskeys(actor))[0]?.lastUsedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await findActor(headers)).not.toBeNull();
    expect(
      await sql('select deed, details from audit_entry where actor_id = $1 order by id desc limit 1', [id]),
    ).toEqual([{ deed: 'staff.sign_in', details: { by: 'passkey' } }]);
  });

  test('opens it also while the account is shut against guesses', async () => {
    const { email, passkey } = await withPasskey('Attacked');
    await sql("insert into attempt_count values ($1, 99, now() + interval '10 minutes')", [
      `sign-in:${email}`,
    ]);
    expect((await signIn(passkey)).ok).toBe(true);
  });

  test.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another domain', { rpId: 'evil.example' }],
    ['without a finger or PIN', { verified: false }],
    ['of another kind', { type: 'webauthn.create' }],
    ['to a challenge that nobody gave', { challenge: Buffer.alloc(54, 'x').toString('base64url') }],
    ['to a challenge for adding one', { challenge: challengeFor('add:somebody') }],
    [
      'to a challenge of six minutes ago',
      { challenge: challengeFor('sign-in', new Date(Date.now() - 360_000)) },
    ],
    ['for somebody else', { userHandle: Buffer.from('somebody else').toString('base64url') }],
    ['for nobody', { userHandle: null }],
    ['with a count that goes back, as that of a copy does', { counter: 1 }],
  ] satisfies [string, Lies][])('an answer %s opens nothing', async (_, lies) => {
    const { id, passkey } = await withPasskey('Forged');
    expect((await signIn(passkey)).ok).toBe(true);
    await sql('delete from staff_session where staff_member_id = $1', [id]);
    expect(await signIn(passkey, lies)).toEqual(refused);
    expect(await sql('select id from staff_session where staff_member_id = $1', [id])).toEqual([]);
  });

  test('an answer is taken once, also when it is sent twice at the same moment', async () => {
    const { passkey } = await withPasskey('Replayed');
    const answer = passkey.get(await beginPasskeySignIn());
    const send = () => signInWithPasskey({ ...passkeySignInSchema.parse({ answer }), ...browser() });
    const answers = await Promise.all([send(), send()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await send()).toEqual(refused);
  });

  test('the signature of another passkey opens nothing', async () => {
    const { passkey } = await withPasskey('Victim');
    const thief = new SoftPasskey();
    const answer = JSON.parse(thief.get(await beginPasskeySignIn()));
    const stolen = JSON.stringify({ ...answer, id: passkey.id, rawId: passkey.id });
    expect(
      await signInWithPasskey({ ...passkeySignInSchema.parse({ answer: stolen }), ...browser() }),
    ).toEqual(refused);
  });

  test('a passkey of somebody who was deactivated, and one that an admin reset, open nothing', async () => {
    const { id, passkey } = await withPasskey('Leaves');
    await sql('update staff_member set deactivated_at = now() where id = $1', [id]);
    expect(await signIn(passkey)).toEqual(refused);
    await sql('update staff_member set deactivated_at = null where id = $1', [id]);
    expect((await signIn(passkey)).ok).toBe(true);
    const admin = await someone('Ada', 'admin');
    unwrap(await resetSecondFactor(admin.actor, id));
    expect(await signIn(passkey)).toEqual(refused);
    const entry =
      "select details from audit_entry where deed = 'staff.reset_second_factor' and subject_id = $1";
    expect(await sql(entry, [id])).toEqual([{ details: { passkeys: 1 } }]);
  });

  test('fifty wrong answers from one network address are looked at, and those that open do not count', async () => {
    const { passkey } = await withPasskey('Network');
    await sql(
      "insert into attempt_count values ('sign-in-from:192.0.2.9', 49, now() + interval '9 minutes')",
    );
    const from = async (lies: Lies = {}) => {
      const answer = passkey.get(await beginPasskeySignIn(), lies);
      return signInWithPasskey({
        ...passkeySignInSchema.parse({ answer }),
        ...browser(),
        address: '192.0.2.9',
      });
    };
    expect((await from()).ok).toBe(true);
    expect((await from()).ok).toBe(true);
    expect(await from({ verified: false })).toEqual(refused);
    expect(await from()).toMatchObject({ failure: { code: 'too_many_attempts' } });
  });

  test.each(['', '{', 'null', '{"id":"../x"}', '{"id":"x","rawId":"x","type":"public-key","response":{}}'])(
    '%j is no answer of a passkey',
    (answer) => {
      expect(passkeySignInSchema.safeParse({ answer }).success).toBe(false);
    },
  );
});
