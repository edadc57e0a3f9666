import { beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { Binding } from '@/lib/vault/binding';
import { useDatabase } from '@/tests/support/database';
import { keyOf, vaultWith } from './vault-stage';

const { sql } = useDatabase();
const place: Binding = { owner: 'customer-1', record: 'registration-1', field: 'client-secret', version: 1 };

beforeEach(async () => {
  await sql('delete from vault_key');
});

async function sealWith(keys: Record<string, string>, sealing?: string): Promise<string> {
  const { seal } = await vaultWith(keys, sealing);
  const sealed = await seal(place, new Secret('fake secret'));
  if (!sealed.ok) throw new Error(sealed.failure.code);
  return sealed.value.envelope;
}

const textOf = (opened: Result<Secret, unknown>) => (opened.ok ? opened.value.reveal() : null);

test('a key seen for the first time gets its check value, and is usable', async () => {
  const { checkKeys } = await vaultWith({ old: keyOf('o'), new: keyOf('n') }, 'new');
  const found = await checkKeys();
  expect(found).toHaveLength(2);
  expect(found).toContainEqual({ keyId: 'old', state: 'usable', seals: false });
  expect(found).toContainEqual({ keyId: 'new', state: 'usable', seals: true });
  const rows = await sql<{ check: string }>('select "check" from vault_key');
  for (const { check } of rows) expect(check).not.toContain('posthouse vault key check');
});

test('of two keys both open and one seals', async () => {
  const before = await sealWith({ old: keyOf('o') });
  const { seal, open } = await vaultWith({ old: keyOf('o'), new: keyOf('n') }, 'new');
  const after = await seal(place, new Secret('newer secret'));
  expect(after).toMatchObject({ ok: true, value: { keyId: 'new' } });
  expect(textOf(await open(place, before))).toBe('fake secret');
  expect(after.ok && textOf(await open(place, after.value.envelope))).toBe('newer secret');
});

test('without a sealing key named the first one seals', async () => {
  const { seal } = await vaultWith({ first: keyOf('f'), second: keyOf('s') });
  expect(await seal(place, new Secret('x'))).toMatchObject({ value: { keyId: 'first' } });
});

test('a missing key is named by its id', async () => {
  const envelope = await sealWith({ old: keyOf('o') });
  const { open, checkKeys, seal } = await vaultWith({ new: keyOf('n') });
  expect(await open(place, envelope)).toEqual({
    ok: false,
    failure: { code: 'vault_key_missing', keyId: 'old' },
  });
  expect(await checkKeys()).toContainEqual({ keyId: 'old', state: 'missing', seals: false });
  expect((await seal(place, new Secret('x'))).ok).toBe(true);
});

test('what no key sealed is refused without a guess', async () => {
  const { open } = await vaultWith({ new: keyOf('n') });
  for (const text of ['', 'fake secret', 'v1.new', 'v2.new.AAAA.AAAA.AAAA.AAAA']) {
    expect(await open(place, text)).toEqual({ ok: false, failure: { code: 'vault_refused' } });
  }
});

describe('a wrong key under the right id', () => {
  test('is found by the check, opens nothing, seals nothing and overwrites nothing', async () => {
    const envelope = await sealWith({ one: keyOf('o') });
    const before = await sql('select * from vault_key');
    const { open, seal, checkKeys } = await vaultWith({ one: keyOf('x') });
    const wrong = { ok: false, failure: { code: 'vault_key_wrong', keyId: 'one' } };
    expect(await checkKeys()).toEqual([{ keyId: 'one', state: 'wrong', seals: true }]);
    expect(await seal(place, new Secret('new secret'))).toEqual(wrong);
    expect(await open(place, envelope)).toEqual(wrong);
    expect(await sql('select * from vault_key')).toEqual(before);

    const healed = await vaultWith({ one: keyOf('o') });
    expect(await healed.checkKeys()).toEqual([{ keyId: 'one', state: 'usable', seals: true }]);
    expect(textOf(await healed.open(place, envelope))).toBe('fake secret');
    expect((await healed.seal(place, new Secret('new secret'))).ok).toBe(true);
  });

  test('is found too when its check value was made unreadable', async () => {
    await sealWith({ one: keyOf('o') });
    await sql(`update vault_key set "check" = 'v1.one.AAAA'`);
    const { seal, checkKeys } = await vaultWith({ one: keyOf('o') });
    expect(await checkKeys()).toEqual([{ keyId: 'one', state: 'wrong', seals: true }]);
    expect(await seal(place, new Secret('x'))).toMatchObject({ failure: { code: 'vault_key_wrong' } });
  });
});

test('five processes that meet a new key at once agree on one check value', async () => {
  const { checkKeys } = await vaultWith({ one: keyOf('o') });
  const found = await Promise.all([1, 2, 3, 4, 5].map(() => checkKeys()));
  for (const states of found) expect(states).toEqual([{ keyId: 'one', state: 'usable', seals: true }]);
  expect(await sql('select id from vault_key')).toEqual([{ id: 'one' }]);
});

test('a fingerprint is the same for the same values, and only for those', async () => {
  await vaultWith({ one: keyOf('o') });
  const { fingerprint } = await import('@/lib/vault/fingerprint');
  expect(fingerprint(['a', 'b'])).toBe(fingerprint(['a', 'b']));
  for (const other of [['ab'], ['a', 'b', ''], ['b', 'a'], ['a,b']]) {
    expect(fingerprint(other)).not.toBe(fingerprint(['a', 'b']));
  }
  expect(fingerprint(['fake secret'])).toMatch(/^[\w-]{43}$/);
});
