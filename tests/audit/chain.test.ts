import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainedEntry, type ChainHead, canonicalBytes, hashOf, INSTALLATION } from '@/lib/audit/chain';
import { verifyChain } from './verify-chain';

const contoso = '0198f3a0-0000-7000-8000-00000000000a';
const hex = (text: string) => Buffer.from(text, 'hex');

const first: ChainedEntry = {
  id: 1n,
  atMs: 1_772_352_000_123n,
  deed: 'customer.create',
  actorId: '0198f3a0-0000-7000-8000-000000000001',
  actorName: '林美',
  customerId: contoso,
  customerName: 'Contoso',
  subjectId: contoso,
  subject: 'Contoso',
  details: '{}',
  sequence: 1n,
  previousHash: Buffer.alloc(32),
  // Of Python's hashlib and struct, over the form as the decision record describes it.
  hash: hex('5367d03c1285c10beca7acc0e1909bba5397a24c29b3464bb2ed45fbfb31c545'),
};
const second: ChainedEntry = {
  ...first,
  id: 7n,
  atMs: 1_772_352_001_000n,
  deed: 'mailbox.delete',
  actorId: null,
  actorName: 'Posthouse',
  customerName: null,
  subjectId: null,
  subject: 'desk@contoso.example',
  details: '{"code": null, "count": 2}',
  sequence: 2n,
  previousHash: first.hash,
  hash: hex('ba36d41ff93a815117f159f0c4e67d6cf62b1218f0bb61ec6f9c6dd818a02f2e'),
};

test('the hash is that of another program over the same form', () => {
  expect(hashOf(first).toString('hex')).toBe(Buffer.from(first.hash).toString('hex'));
  expect(hashOf(second).toString('hex')).toBe(Buffer.from(second.hash).toString('hex'));
  expect(canonicalBytes(first)[0]).toBe(1);
});

/** A whole chain of `length` entries with its head. */
function chainOfLength(length: number): { entries: ChainedEntry[]; head: ChainHead } {
  const entries: ChainedEntry[] = [];
  for (let at = 0; at < length; at++) {
    const entry = {
      ...second,
      id: BigInt(at * 3 + 5),
      subject: `box ${at}@contoso.example`,
      sequence: BigInt(at + 1),
      previousHash: entries[at - 1]?.hash ?? Buffer.alloc(32),
    };
    entries.push({ ...entry, hash: hashOf(entry) });
  }
  const sequence = BigInt(length);
  return { entries, head: { chain: contoso, sequence, hash: entries.at(-1)?.hash ?? Buffer.alloc(32) } };
}

describe('a chain', () => {
  const { entries, head } = chainOfLength(6);
  const without = (at: number) => entries.filter((_, index) => index !== at);
  const fault = (kind: string, at: number, id?: bigint | null) => ({
    kind,
    chain: contoso,
    sequence: BigInt(at + 1),
    id: id === undefined ? (entries[at]?.id ?? null) : id,
  });
  const withEntry = (at: number, change: Partial<ChainedEntry>) =>
    entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
  const rehashed = (at: number, change: Partial<ChainedEntry>) => {
    const changed = { ...(entries[at] as ChainedEntry), ...change };
    return withEntry(at, { ...changed, hash: hashOf(changed) });
  };
  const swapped = [0, 1, 3, 2, 4, 5].map((at) => entries[at] as ChainedEntry);

  test.each<[string, readonly ChainedEntry[], ChainHead, unknown]>([
    ['that is whole has no fault', entries, head, null],
    ['with an entry that was changed', withEntry(3, { subject: 'x' }), head, fault('changed', 3)],
    [
      'with an entry that was changed and hashed again',
      rehashed(3, { subject: 'x' }),
      head,
      fault('changed', 3),
    ],
    [
      'whose first entry follows on another',
      rehashed(0, { previousHash: Buffer.alloc(32, 1) }),
      head,
      fault('changed', 0),
    ],
    ['whose hash was changed', withEntry(2, { hash: Buffer.alloc(32) }), head, fault('changed', 2)],
    ['without one of its entries', without(2), head, fault('missing', 2, null)],
    ['without its first entry', without(0), head, fault('missing', 0, null)],
    ['without its last entry', without(5), head, fault('cut_off', 5, null)],
    ['without any entry', [], head, fault('cut_off', 0, null)],
    ['in another order', swapped, head, fault('missing', 2, null)],
    ['with an entry twice', [...entries.slice(0, 4), ...entries.slice(3)], head, fault('out_of_order', 3)],
    ['whose head is behind', entries, { ...head, sequence: 5n }, fault('head_changed', 5)],
    ['whose head has another hash', entries, { ...head, hash: first.hash }, fault('head_changed', 5)],
  ])('%s', (_, given, itsHead, expected) => {
    expect(verifyChain(given, itsHead)).toEqual(expected);
  });
});

const value = fc.record({
  id: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  atMs: fc.option(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n })),
  deed: fc.string({ unit: 'grapheme' }),
  actorId: fc.option(fc.uuid()),
  actorName: fc.string({ unit: 'grapheme' }),
  customerId: fc.option(fc.uuid()),
  customerName: fc.option(fc.string()),
  subjectId: fc.option(fc.string()),
  subject: fc.string(),
  details: fc.string(),
  sequence: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
  previousHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  hash: fc.constant(new Uint8Array(32)),
});

test('no two entries have the same form, wherever a value ends and the next begins', () => {
  expect(canonicalBytes({ ...first, deed: 'ab', actorName: 'c' })).not.toEqual(
    canonicalBytes({ ...first, deed: 'a', actorName: 'bc' }),
  );
  expect(canonicalBytes({ ...first, subjectId: '' })).not.toEqual(
    canonicalBytes({ ...first, subjectId: null }),
  );
  expect(canonicalBytes({ ...first, customerId: INSTALLATION })).not.toEqual(
    canonicalBytes({ ...first, customerId: null }),
  );
  fc.assert(
    fc.property(value, value, (one, other) => {
      const areSame = JSON.stringify(plain(one)) === JSON.stringify(plain(other));
      expect(canonicalBytes(one).equals(canonicalBytes(other))).toBe(areSame);
    }),
  );
  fc.assert(
    fc.property(value, fc.string({ minLength: 1 }), (one, more) => {
      for (const name of ['deed', 'actorName', 'subject', 'details'] as const)
        expect(hashOf({ ...one, [name]: one[name] + more })).not.toEqual(hashOf(one));
    }),
  );
});

const plain = (entry: ChainedEntry) =>
  Object.values(entry).map((each) => (typeof each === 'bigint' ? String(each) : each));
