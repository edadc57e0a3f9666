import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessToken, forgetAccessToken, TOKENS_KEPT } from '@/lib/microsoft/access-token';
import { fail, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { Sandbox } from '@/sandbox/server';
import { signInOf, startStage } from './stage';

let sandbox: Sandbox;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterEach(() => sandbox.reset());
afterAll(() => end());

let made = 0;
/** A credential that no other test has used, of a scenario's registration. */
function ownerOf(scenario: string, credentialKey = `credential-${++made}`) {
  const { clientSecret, ...who } = signInOf(sandbox, scenario);
  let opened = 0;
  const openCredential = async () => {
    opened += 1;
    return succeed({ clientSecret });
  };
  return { owner: { ...who, credentialKey }, openCredential, opened: () => opened };
}

test('twenty first calls at once make one request and open the secret once', async () => {
  const { owner, openCredential, opened } = ownerOf('working-mailbox');
  const results = await Promise.all(Array.from({ length: 20 }, () => accessToken(owner, openCredential)));
  expect(new Set(results.map((result) => result.ok && result.value.value.reveal())).size).toBe(1);
  expect(results[0]).toMatchObject({ ok: true });
  expect(await accessToken(owner, openCredential)).toEqual(results[0]);
  expect(sandbox.requests()).toHaveLength(1);
  expect(opened()).toBe(1);
});

test('the tenant and client written otherwise are the same', async () => {
  const { owner, openCredential } = ownerOf('working-mailbox');
  await accessToken(owner, openCredential);
  await accessToken({ ...owner, tenantId: owner.tenantId.toUpperCase() }, openCredential);
  expect(sandbox.requests()).toHaveLength(1);
});

test('a replaced secret never uses the token of the old one', async () => {
  const { owner, openCredential } = ownerOf('working-mailbox');
  await accessToken(owner, openCredential);
  const replaced = await accessToken({ ...owner, credentialKey: 'the-next-version' }, async () =>
    succeed({ clientSecret: new Secret('wrong') }),
  );
  expect(replaced).toMatchObject({ ok: false, failure: { code: 'secret_wrong' } });
  expect(sandbox.requests()).toHaveLength(2);
});

test('a token is used until five minutes before its end, by the clock given', async () => {
  const { owner, openCredential } = ownerOf('working-mailbox');
  const first = await accessToken(owner, openCredential);
  if (!first.ok) throw new Error(first.failure.code);
  const end = first.value.expiresAt.getTime();
  await accessToken(owner, openCredential, { now: () => new Date(end - 300_001) });
  expect(sandbox.requests()).toHaveLength(1);
  await accessToken(owner, openCredential, { now: () => new Date(end - 300_000) });
  expect(sandbox.requests()).toHaveLength(2);
});

test('failures are not kept, and are shared by those who wait together', async () => {
  sandbox.addFault({ where: 'token', when: 'before', kind: 'status', status: 503, times: 1 });
  const { owner, openCredential } = ownerOf('working-mailbox');
  const together = await Promise.all([
    accessToken(owner, openCredential),
    accessToken(owner, openCredential),
  ]);
  for (const result of together)
    expect(result).toMatchObject({ ok: false, failure: { code: 'microsoft_unavailable' } });
  expect(await accessToken(owner, openCredential)).toMatchObject({ ok: true });
  expect(sandbox.requests()).toHaveLength(2);
});

test('a secret that does not open is passed on, and nothing is asked', async () => {
  const { owner, openCredential } = ownerOf('working-mailbox');
  const closed = { code: 'key_missing' as const };
  expect(await accessToken(owner, async () => fail(closed))).toEqual({ ok: false, failure: closed });
  await expect(
    accessToken(owner, async () => {
      throw new Error('no database');
    }),
  ).rejects.toThrow('no database');
  expect(sandbox.requests()).toEqual([]);
  expect(await accessToken(owner, openCredential)).toMatchObject({ ok: true });
});

test('forgetting makes the next call ask again, and leaves other credentials alone', async () => {
  const one = ownerOf('working-mailbox');
  const other = ownerOf('working-mailbox');
  await accessToken(one.owner, one.openCredential);
  await accessToken(other.owner, other.openCredential);
  forgetAccessToken(one.owner.credentialKey);
  await accessToken(one.owner, one.openCredential);
  await accessToken(other.owner, other.openCredential);
  expect([one.opened(), other.opened()]).toEqual([2, 1]);
});

test('a token forgotten while it is under way is not kept', async () => {
  const { owner, openCredential, opened } = ownerOf('working-mailbox');
  const underway = accessToken(owner, openCredential);
  forgetAccessToken(owner.credentialKey);
  expect(await underway).toMatchObject({ ok: true });
  await accessToken(owner, openCredential);
  expect(opened()).toBe(2);
});

test('the number of tokens kept is bounded, and the longest unused goes first', async () => {
  const { tokens } = (globalThis as unknown as { posthouseTokens: { tokens: Map<string, unknown> } })
    .posthouseTokens;
  tokens.clear();
  const [used, unused, last] = [
    ownerOf('working-mailbox'),
    ownerOf('working-mailbox'),
    ownerOf('working-mailbox'),
  ];
  await accessToken(used.owner, used.openCredential);
  await accessToken(unused.owner, unused.openCredential);
  const [sample] = tokens.values();
  while (tokens.size < TOKENS_KEPT) tokens.set(`filler ${tokens.size}`, sample);
  await accessToken(used.owner, used.openCredential);
  await accessToken(last.owner, last.openCredential);
  expect(tokens.size).toBe(TOKENS_KEPT);
  await accessToken(used.owner, used.openCredential);
  await accessToken(unused.owner, unused.openCredential);
  expect([used.opened(), unused.opened()]).toEqual([1, 2]);
  tokens.clear();
});
