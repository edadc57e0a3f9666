import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginOidcSignIn } from '@/lib/staff/begin-oidc-sign-in';
import { checkOidcProvider } from '@/lib/staff/check-oidc-provider';
import { finishOidcSignIn } from '@/lib/staff/finish-oidc-sign-in';
import { readIdentity } from '@/lib/staff/oidc-identity';
import { findActor } from '@/lib/staff/reads';
import { resetSecondFactor } from '@/lib/staff/reset-second-factor';
import { type OidcLie, type OidcProvider, startOidcProvider } from '@/tests/support/oidc-provider';
import { browser, sentBack, unwrap, useStaff } from './house';

const { sql, person: lay, signedIn, behind } = useStaff();
let provider: OidcProvider;

beforeAll(async () => {
  provider = await startOidcProvider();
  const { issuer, clientId, clientSecret } = provider;
  Object.assign(process.env, {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: 'The House',
  });
});

afterAll(() => {
  provider.close();
  for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'])
    delete process.env[name];
});

beforeEach(async () => {
  provider.lie = null;
  await sql('delete from attempt_count');
});

/** As far as the provider has sent the browser back. @returns the query of the address, and the cookies of the browser */
async function comeBack(): Promise<{ query: Record<string, string>; headers: Headers }> {
  const { url, cookies } = unwrap(await beginOidcSignIn(new Headers()));
  const answer = await fetch(url, { redirect: 'manual' });
  const place = new URL(answer.headers.get('location') ?? '');
  expect(`${place.origin}${place.pathname}`).toBe('http://localhost:3000/api/auth/callback/oidc');
  return { query: Object.fromEntries(place.searchParams), headers: sentBack(cookies) };
}

async function signIn(person: OidcProvider['person']) {
  provider.person = person;
  const { query, headers } = await comeBack();
  return finishOidcSignIn({ query, ...browser(headers) });
}

const refusedWith = (code: string) => ({ ok: false, failure: { code } });
const sessions = (id: string) => sql('select id from staff_session where staff_member_id = $1', [id]);
const accounts = (id: string) =>
  sql('select * from staff_account where staff_member_id = $1 and provider_id = $2', [id, 'oidc']);

describe('a staff member', () => {
  test('gets in by the e-mail that the provider has verified, is on record, and is known by the subject from then on', async () => {
    const { id, email } = await lay('agent', 'Enters');
    const { cookies } = unwrap(
      await signIn({ sub: 'sub-1', email: email.toUpperCase(), email_verified: true }),
    );
    const { actor } = await behind(sentBack(cookies));
    expect(actor).toMatchObject({ id, email });
    expect(await sql('select signed_in_by from staff_session where staff_member_id = $1', [id])).toEqual([
      { signed_in_by: 'oidc' },
    ]);
    expect(
      await sql('select deed, details from audit_entry where actor_id = $1 order by id desc limit 1', [id]),
    ).toEqual([{ deed: 'staff.sign_in', details: { by: 'oidc' } }]);

    // The address has changed there, or is not said any more.
    for (const person of [{ sub: 'sub-1', email: 'married@example.com' }, { sub: 'sub-1' }]) {
      const later = unwrap(await signIn(person));
      expect((await behind(sentBack(later.cookies))).actor.id).toBe(id);
    }
    expect(await sql('select name, email from staff_member where id = $1', [id])).toEqual([
      { name: 'Enters', email },
    ]);
  });

  test('leaves no token of the provider behind', async () => {
    const { id, email } = await lay('agent', 'Tokens');
    unwrap(await signIn({ sub: 'sub-tokens', email, email_verified: true }));
    unwrap(await signIn({ sub: 'sub-tokens', email, email_verified: true }));
    expect(await accounts(id)).toMatchObject([
      {
        account_id: `${provider.issuer} sub-tokens`,
        access_token: null,
        refresh_token: null,
        id_token: null,
        password: null,
      },
    ]);
    const all = JSON.stringify([
      await sql('select * from verification'),
      await sql('select * from staff_account'),
    ]);
    expect(all).not.toContain('nobody should keep');
  });

  test('does not get in by an e-mail that is not verified, not even in these words, and nothing is linked', async () => {
    const { id, email } = await lay('agent', 'Unverified');
    for (const verified of [
      {},
      { email_verified: false },
      { email_verified: 'no' },
      { emailVerified: true },
    ]) {
      expect(await signIn({ sub: 'sub-thief', email, ...verified })).toEqual(refusedWith('oidc_unknown'));
    }
    expect(await sessions(id)).toEqual([]);
    expect(await accounts(id)).toEqual([]);
  });

  test('is not somebody else who was given the same address there later', async () => {
    const { id, email } = await lay('agent', 'Leaver');
    unwrap(await signIn({ sub: 'sub-leaver', email, email_verified: true }));
    await sql('delete from staff_session where staff_member_id = $1', [id]);
    const heir = { sub: 'sub-heir', email, email_verified: true };
    expect(await signIn(heir)).toEqual(refusedWith('oidc_unknown'));
    expect(await sessions(id)).toEqual([]);
    // Until an admin says so.
    const admin = await signedIn(await lay('admin', 'Ada', { password: true }));
    unwrap(await resetSecondFactor(admin.actor, id));
    expect((await signIn(heir)).ok).toBe(true);
  });

  test('who was deactivated does not get in, linked before or not', async () => {
    const { id, email } = await lay('agent', 'Gone');
    const other = await lay('agent', 'GoneToo');
    unwrap(await signIn({ sub: 'sub-gone', email, email_verified: true }));
    await sql('delete from staff_session where staff_member_id = $1', [id]);
    await sql('update staff_member set deactivated_at = now() where id = any ($1::uuid[])', [[id, other.id]]);
    expect(await signIn({ sub: 'sub-gone', email, email_verified: true })).toEqual(
      refusedWith('oidc_unknown'),
    );
    expect(await signIn({ sub: 'sub-too', email: other.email, email_verified: true })).toEqual(
      refusedWith('oidc_unknown'),
    );
    expect([...(await sessions(id)), ...(await sessions(other.id)), ...(await accounts(other.id))]).toEqual(
      [],
    );
  });
});

test('nobody is made by it', async () => {
  const before = await sql('select id from staff_member order by id');
  const stranger = {
    sub: 'sub-stranger',
    email: 'stranger@example.com',
    email_verified: true,
    name: 'Stranger',
  };
  expect(await signIn(stranger)).toEqual(refusedWith('oidc_unknown'));
  expect(await signIn({ sub: 'sub-nameless' })).toEqual(refusedWith('oidc_unknown'));
  expect(await sql('select id from staff_member order by id')).toEqual(before);
  expect(await sql("select id from staff_account where account_id like '%stranger'")).toEqual([]);
});

test.each<NonNullable<OidcLie>>([
  'nonce',
  'no nonce',
  'signature',
  'no signature',
  'key',
  'algorithm',
  'audience',
  'issuer',
  'expired',
  'no subject',
  'no token',
])('an ID token whose fault is "%s" opens nothing', async (lie) => {
  const { id, email } = await lay('agent', 'Forged');
  const person = { sub: `sub-${id}`, email, email_verified: true };
  provider.lie = lie;
  expect(await signIn(person)).toEqual(refusedWith('oidc_failed'));
  expect(await sessions(id)).toEqual([]);
  expect(await accounts(id)).toEqual([]);
  provider.lie = null;
  expect((await signIn(person)).ok).toBe(true);
});

describe('the way back', () => {
  const person = async () => {
    const { id, email } = await lay('agent', 'Returns');
    provider.person = { sub: `sub-${id}`, email, email_verified: true };
    return id;
  };

  test('is bound to the browser that went: with its state alone, or with the cookies of another, nobody gets in', async () => {
    const id = await person();
    const victim = await comeBack();
    const thief = await comeBack();
    expect(await finishOidcSignIn({ query: victim.query, ...browser(new Headers()) })).toEqual(
      refusedWith('oidc_over'),
    );
    expect(await finishOidcSignIn({ query: victim.query, ...browser(thief.headers) })).toEqual(
      refusedWith('oidc_over'),
    );
    expect(await sessions(id)).toEqual([]);
  });

  test.each([
    ['no state', { state: undefined }, 'oidc_over'],
    ['another state', { state: 'x'.repeat(32) }, 'oidc_over'],
    ['another code', { code: 'guessed' }, 'oidc_failed'],
    ['no code', { code: undefined }, 'oidc_failed'],
    ['the name of another provider', { iss: 'https://elsewhere.example' }, 'oidc_failed'],
  ] as const)('with %s nobody gets in', async (_, change, code) => {
    const id = await person();
    const { query, headers } = await comeBack();
    const changed = Object.entries({ ...query, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const answer = await finishOidcSignIn({ query: Object.fromEntries(changed), ...browser(headers) });
    expect(answer).toEqual(refusedWith(code));
    expect(await sessions(id)).toEqual([]);
  });

  test('opens once', async () => {
    await person();
    const { query, headers } = await comeBack();
    expect((await finishOidcSignIn({ query, ...browser(headers) })).ok).toBe(true);
    expect(await finishOidcSignIn({ query, ...browser(headers) })).toEqual(refusedWith('oidc_failed'));
  });

  test('of somebody who changed their mind there says so', async () => {
    expect(await signIn(null)).toEqual(refusedWith('oidc_over'));
  });

  test('carries PKCE, a nonce and a state, and no secret in the address', async () => {
    await person();
    const { url } = unwrap(await beginOidcSignIn(new Headers()));
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('nonce')).toMatch(/^[\w-]{32}$/);
    expect(asked.get('state')).toMatch(/^[\w-]{32}$/);
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('scope')?.split(' ').sort()).toEqual(['email', 'openid', 'profile']);
    expect(url).not.toContain('secret');
  });

  test('is tried fifty times from one network address; who gets in does not count', async () => {
    await person();
    await sql(
      "insert into attempt_count values ('sign-in-from:192.0.2.7', 49, now() + interval '9 minutes')",
    );
    const from = async (change: object) => {
      const { query, headers } = await comeBack();
      return finishOidcSignIn({ query: { ...query, ...change }, ...browser(headers), address: '192.0.2.7' });
    };
    expect((await from({})).ok).toBe(true);
    expect((await from({})).ok).toBe(true);
    expect(await from({ code: 'guessed' })).toEqual(refusedWith('oidc_failed'));
    expect(await from({})).toMatchObject({ failure: { code: 'too_many_attempts' } });
  });

  test('with the session of somebody who is signed in already it is whoever the provider says', async () => {
    const other = await signedIn(await lay('agent', 'Other', { password: true }));
    const id = await person();
    const { query, headers } = await comeBack();
    headers.set('cookie', `${headers.get('cookie')}; ${other.headers.get('cookie')}`);
    const { cookies } = unwrap(await finishOidcSignIn({ query, ...browser(headers) }));
    expect((await behind(sentBack(cookies))).actor.id).toBe(id);
    expect((await findActor(other.headers))?.id).toBe(other.actor.id);
  });
});

describe('the provider', () => {
  let minutes = 0;
  /** Later than the last good answer is good for. */
  const later = () => {
    minutes += 11;
    return new Date(Date.now() + minutes * 60_000);
  };

  test.each([
    [
      'names another issuer, as that of every Entra tenant does',
      { issuer: 'https://login.example/{tenantid}/v2.0' },
    ],
    ['names an address without HTTPS elsewhere', { token_endpoint: 'http://elsewhere.example/token' }],
    ['has no keys', { jwks_uri: undefined }],
    ['does not sign', { id_token_signing_alg_values_supported: [] }],
  ])('is not used when its description %s', async (_, description) => {
    provider.description = description;
    expect(await checkOidcProvider(provider.issuer, later())).toBe(false);
    provider.description = {};
    expect(await checkOidcProvider(provider.issuer, later())).toBe(true);
  });

  test('is not used when it does not answer', async () => {
    expect(await checkOidcProvider('http://127.0.0.1:9', new Date())).toBe(false);
  });
});

const entra = 'https://login.microsoftonline.com/1b2c3d4e-0000-4000-8000-1234567890ab/v2.0';

describe('who somebody is', () => {
  const issuers = { Entra: entra, another: 'https://id.example' };
  const lin = { sub: 's', preferred_username: 'Lin@Contoso.com' };

  test.each([
    // issuer, claims, e-mail, verified
    ['another', { sub: 's', email: ' Lin@Example.com', email_verified: true }, 'lin@example.com', true],
    ['another', { sub: 's', email: 'lin@example.com', email_verified: 'true' }, 'lin@example.com', true],
    ['another', { sub: 's', email: 'lin@example.com' }, 'lin@example.com', false],
    ['another', { ...lin, email: 'lin@example.com', xms_edov: true }, 'lin@example.com', false],
    ['another', lin, '', false],
    ['Entra', lin, 'lin@contoso.com', true],
    ['Entra', { ...lin, email: 'ceo@contoso.com' }, 'lin@contoso.com', true],
    ['Entra', { ...lin, email: 'ceo@contoso.com', email_verified: true }, 'lin@contoso.com', true],
    ['Entra', { ...lin, email: 'l.mei@contoso.com', xms_edov: true }, 'l.mei@contoso.com', true],
    ['Entra', { ...lin, email: 'l.mei@contoso.com', xms_edov: '1' }, 'l.mei@contoso.com', true],
    ['Entra', { ...lin, email: 'ceo@contoso.com', xms_edov: false }, 'lin@contoso.com', true],
    ['Entra', { ...lin, idp: entra }, 'lin@contoso.com', true],
    ['Entra', { ...lin, idp: 'https://sts.windows.net/another/' }, 'lin@contoso.com', false],
    [
      'Entra',
      { sub: 's', preferred_username: 'lin_a.example#EXT#@contoso.com' },
      'lin_a.example#ext#@contoso.com',
      false,
    ],
    ['Entra', { sub: 's', preferred_username: '+886 900 000 000' }, '+886 900 000 000', false],
    ['Entra', { sub: 's' }, '', false],
  ] as const)('%s says %j: %s, verified %s', (issuer, claims, email, verified) => {
    expect(readIdentity(issuers[issuer], claims)).toEqual({ subject: 's', email, verified });
  });

  test.each([{}, { sub: '' }, { sub: 7 }])('is not known by the claims %j', (claims) => {
    expect(
      readIdentity('https://id.example', { ...claims, email: 'a@b.example', email_verified: true }),
    ).toBeNull();
  });
});
