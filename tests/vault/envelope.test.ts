import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { associatedData, type Binding } from '@/lib/vault/binding';
import { keyIdOf, openEnvelope, sealEnvelope } from '@/lib/vault/envelope';

const key = createSecretKey(Buffer.alloc(32, 'a'));
const place: Binding = { owner: 'customer-1', record: 'registration-1', field: 'client-secret', version: 1 };
const secret = 'fake~secret.of_nobody';
const envelope = sealEnvelope('2026-11', key, place, secret);
const refused = { ok: false, failure: { code: 'vault_refused' } };
const openHere = (text: string, where = place) => openEnvelope(key, where, text);

test('what is sealed opens in its own place', () => {
  expect(openHere(envelope)).toEqual({ ok: true, value: secret });
  expect(keyIdOf(envelope)).toBe('2026-11');
});

test('any text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      expect(openHere(sealEnvelope('k', key, place, text))).toEqual({ ok: true, value: text });
    }),
  );
});

test('the envelope shows nothing of what is in it, and no two are alike', () => {
  const again = sealEnvelope('2026-11', key, place, secret);
  expect(again).not.toBe(envelope);
  const bytes = Buffer.concat(envelope.split('.').map((part) => Buffer.from(part, 'base64url')));
  for (const text of [
    secret,
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
  ]) {
    expect(envelope).not.toContain(text);
  }
  expect(bytes.includes(secret.slice(0, 4))).toBe(false);
});

test.each<[string, Partial<Binding>]>([
  ['another customer', { owner: 'customer-2' }],
  ['another registration', { record: 'registration-2' }],
  ['another field', { field: 'certificate' }],
  ['another version', { version: 2 }],
])('moved to %s it does not open', (_place, moved) => {
  expect(openHere(envelope, { ...place, ...moved })).toEqual(refused);
});

test('it does not open with another key', () => {
  const other = createSecretKey(Buffer.alloc(32, 'b'));
  expect(openEnvelope(other, place, envelope)).toEqual(refused);
});

test('no two different places have the same bytes', () => {
  const part = fc.string({ maxLength: 8 });
  const binding = fc.record({ owner: part, record: part, field: part, version: fc.nat(20) });
  fc.assert(
    fc.property(part, binding, part, binding, (headerA, a, headerB, b) => {
      const same = JSON.stringify([headerA, a]) === JSON.stringify([headerB, b]);
      expect(associatedData(headerA, a).equals(associatedData(headerB, b))).toBe(same);
    }),
  );
  const joined = { ...place, owner: 'customer-1registration', record: '-1' };
  expect(associatedData('v1', joined).equals(associatedData('v1', place))).toBe(false);
});

describe('a changed ciphertext is refused', () => {
  const parts = envelope.split('.');

  test('with any one bit of its bytes flipped', () => {
    let flipped = 0;
    for (const at of [2, 3, 4, 5]) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(openHere(parts.with(at, changed.toString('base64url')).join('.'))).toEqual(refused);
        flipped++;
      }
    }
    expect(flipped).toBe((12 + 48 + 12 + secret.length + 16) * 8);
  });

  test('with any one bit of its text flipped', () => {
    const text = Buffer.from(envelope);
    for (let bit = 0; bit < text.length * 8; bit++) {
      const changed = Buffer.from(text);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openHere(changed.toString('latin1'))).toEqual(refused);
    }
  });

  test('cut anywhere, at the front or at the end', () => {
    for (let length = 0; length < envelope.length; length++) {
      expect(openHere(envelope.slice(0, length))).toEqual(refused);
      expect(openHere(envelope.slice(envelope.length - length))).toEqual(refused);
    }
  });

  test.each([
    ['a newer format', envelope.replace('v1.', 'v2.')],
    ['an older format', envelope.replace('v1.', 'v0.')],
    ['the name of another key', envelope.replace('2026-11', '2026-12')],
    ['a part more', `${envelope}.AAAA`],
    ['an empty part', parts.with(3, '').join('.')],
    ['two parts exchanged', [parts[0], parts[1], parts[4], parts[5], parts[2], parts[3]].join('.')],
    ['padding', `${envelope}=`],
    ['a line break', `${envelope}\n`],
    ['a blank in front', ` ${envelope}`],
    ['plain text', secret],
    ['nothing', ''],
  ])('with %s', (_what, text) => {
    expect(openHere(text)).toEqual(refused);
  });

  test('put together from two of the same place', () => {
    const other = sealEnvelope('2026-11', key, place, 'another secret').split('.');
    expect(openHere([...parts.slice(0, 4), ...other.slice(4)].join('.'))).toEqual(refused);
  });
});
