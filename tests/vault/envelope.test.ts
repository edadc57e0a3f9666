import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { associatedData, type Binding } from '@/lib/vault/binding';
import { keyIdOf, openEnvelope, rewrapEnvelope, sealEnvelope } from '@/lib/vault/envelope';
import { sealAsVersion1, wrappingKey } from './vault-stage';

const key = wrappingKey('a');
const other = wrappingKey('b');
const place: Binding = { owner: 'customer-1', record: 'registration-1', field: 'client-secret', version: 1 };
const secret = 'fake~secret.of_nobody';
const envelope = await sealEnvelope('2026-11', key, place, secret);
/** Sealed on 25 November 2026 by the version that knew no other format. */
const oldEnvelope =
  'v1.2026-11.ArQwgkfLDYFcPnyi.g_CRwUHmHTIj6zC0BANkOkqlp5E824M1vapyIOe2nHMaq0tXY-4NiH1xicEdQsNI.NzgzNPReyyhn8sH8.AFJtX1CQ3VBR03TRCnu19GbYOIrPgn9y85x_RsdtpuCO-6Idxw';
const formats = [
  ['v2', envelope],
  ['v1', oldEnvelope],
] as const;

const refused = { ok: false, failure: { code: 'vault_refused' } };
const openHere = (text: string, where = place) => openEnvelope(key, where, text);
const rewrapHere = async (text: string, where = place) => {
  const rewrapped = await rewrapEnvelope(key, '2026-12', other, where, text);
  if (!rewrapped.ok) throw new Error(rewrapped.failure.code);
  return rewrapped.value;
};

test.each(formats)('what is sealed opens in its own place: %s', async (_format, text) => {
  expect(await openHere(text)).toEqual({ ok: true, value: secret });
  expect(keyIdOf(text)).toBe('2026-11');
});

test('any text comes back as it was, also after it was re-wrapped', async () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 600 });
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const [sealed, old] = [
        await sealEnvelope('k', key, place, text),
        sealAsVersion1('a', 'k', place, text),
      ];
      for (const before of [sealed, old]) {
        expect(await openHere(before)).toEqual({ ok: true, value: text });
        expect(await openEnvelope(other, place, await rewrapHere(before))).toEqual({ ok: true, value: text });
      }
    }),
  );
});

test('the envelope shows nothing of what is in it, and no two are alike', async () => {
  expect(envelope).toMatch(/^v2\.2026-11\.[\w-]{80}\.[\w-]{66}$/);
  expect(await sealEnvelope('2026-11', key, place, secret)).not.toBe(envelope);
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

const MOVED: [string, Partial<Binding>][] = [
  ['another customer', { owner: 'customer-2' }],
  ['another registration', { record: 'registration-2' }],
  ['another field', { field: 'certificate' }],
  ['another version', { version: 2 }],
];

test.each(MOVED)('moved to %s it neither opens nor is it re-wrapped', async (_place, moved) => {
  for (const [, text] of formats) {
    expect(await openHere(text, { ...place, ...moved })).toEqual(refused);
    expect(await rewrapEnvelope(key, 'k', other, { ...place, ...moved }, text)).toEqual(refused);
  }
});

test.each(formats)('it neither opens nor is it re-wrapped with another key: %s', async (_format, text) => {
  expect(await openEnvelope(other, place, text)).toEqual(refused);
  expect(await rewrapEnvelope(other, 'k', key, place, text)).toEqual(refused);
});

describe('re-wrapped', () => {
  test('the key id and the wrapped record key are new, the ciphertext is the same', async () => {
    const [format, keyId, wrapped, sealed, ...rest] = (await rewrapHere(envelope)).split('.');
    const [, , wrappedBefore, sealedBefore] = envelope.split('.');
    expect([format, keyId, sealed, rest]).toEqual(['v2', '2026-12', sealedBefore, []]);
    expect(wrapped).not.toBe(wrappedBefore);
    expect(wrapped).toHaveLength(80);
  });

  test('one of the first format is one of the second', async () => {
    const rewrapped = await rewrapHere(oldEnvelope);
    expect(rewrapped).toMatch(/^v2\.2026-12\./);
    expect(await openEnvelope(other, place, rewrapped)).toEqual({ ok: true, value: secret });
  });

  test('it opens with the new key and in its own place alone', async () => {
    const rewrapped = await rewrapHere(envelope);
    expect(await openEnvelope(other, place, rewrapped)).toEqual({ ok: true, value: secret });
    expect(await openEnvelope(key, place, rewrapped)).toEqual(refused);
    for (const [, moved] of MOVED) {
      expect(await openEnvelope(other, { ...place, ...moved }, rewrapped)).toEqual(refused);
    }
  });

  test('a wrapped key under the name of another key is refused', async () => {
    const rewrapped = await rewrapHere(envelope);
    expect(await openEnvelope(other, place, rewrapped.replace('2026-12', '2026-11'))).toEqual(refused);
  });

  test('what is damaged inside is carried along and refused as before', async () => {
    const parts = envelope.split('.');
    const sealed = Buffer.from(parts[3] ?? '', 'base64url');
    sealed.writeUInt8(sealed.readUInt8(20) ^ 1, 20);
    const damaged = parts.with(3, sealed.toString('base64url')).join('.');
    expect(await openEnvelope(other, place, await rewrapHere(damaged))).toEqual(refused);
  });
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
  expect(associatedData('v2', joined).equals(associatedData('v2', place))).toBe(false);
});

describe.each(formats)('a changed ciphertext is refused: %s', (format, sealedText) => {
  const parts = sealedText.split('.');

  test('with any one bit of its bytes flipped', async () => {
    let flipped = 0;
    for (let at = 2; at < parts.length; at++) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await openHere(parts.with(at, changed.toString('base64url')).join('.'))).toEqual(refused);
        flipped++;
      }
    }
    expect(flipped).toBe((12 + 48 + 12 + secret.length + 16) * 8);
  });

  test('with any one bit of its text flipped', async () => {
    const text = Buffer.from(sealedText);
    for (let bit = 0; bit < text.length * 8; bit++) {
      const changed = Buffer.from(text);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await openHere(changed.toString('latin1'))).toEqual(refused);
    }
  });

  test('cut anywhere, at the front or at the end', async () => {
    for (let length = 0; length < sealedText.length; length++) {
      expect(await openHere(sealedText.slice(0, length))).toEqual(refused);
      expect(await openHere(sealedText.slice(sealedText.length - length))).toEqual(refused);
    }
  });

  test.each([
    ['a newer format', sealedText.replace(format, 'v3')],
    ['an older format', sealedText.replace(format, 'v0')],
    ['the other format', sealedText.replace(format, format === 'v1' ? 'v2' : 'v1')],
    ['the name of another key', sealedText.replace('2026-11', '2026-12')],
    ['no name of a key', sealedText.replace('2026-11', '')],
    ['a part more', `${sealedText}.AAAA`],
    ['a part less', parts.slice(0, -1).join('.')],
    ['an empty part', parts.with(3, '').join('.')],
    ['two parts exchanged', [...parts.slice(0, 2), ...parts.slice(2).reverse()].join('.')],
    ['a dot at another place', sealedText.replace(/(\w{4})\.([\w-]+)$/, '.$1$2')],
    ['padding', `${sealedText}=`],
    ['a line break', `${sealedText}\n`],
    ['a blank in front', ` ${sealedText}`],
    ['plain text', secret],
    ['nothing', ''],
  ])('with %s', async (_what, text) => {
    expect(await openHere(text)).toEqual(refused);
  });

  test('put together from two of the same place', async () => {
    const another =
      format === 'v1'
        ? sealAsVersion1('a', '2026-11', place, 'another secret')
        : await sealEnvelope('2026-11', key, place, 'another secret');
    const half = parts.length - (format === 'v1' ? 2 : 1);
    expect(await openHere([...parts.slice(0, half), ...another.split('.').slice(half)].join('.'))).toEqual(
      refused,
    );
  });
});

test('the parser takes any text without a crash, and opens none that nobody sealed', async () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('v1', 'v2', 'V2', '', '2026-11', 'k'.repeat(33), '__proto__', 'constructor'),
    fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    fc.constantFrom(...envelope.split('.'), ...oldEnvelope.split('.')),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('.'));
  await fc.assert(
    fc.asyncProperty(text, async (made) => {
      if (made === envelope || made === oldEnvelope) return;
      expect(await openHere(made)).toEqual(refused);
      expect(await rewrapEnvelope(key, 'k', other, place, made)).toEqual(refused);
      const keyId = keyIdOf(made);
      if (keyId !== null) expect(made.split('.')[1]).toBe(keyId);
    }),
    { numRuns: 2000 },
  );
});
