import { createSecretKey, randomBytes, webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { associatedData } from '@/lib/vault/binding';
import { sealEnvelope } from '@/lib/vault/envelope';

const binding = { owner: 'a customer', record: 'a registration', field: 'client-secret', version: 3 };
const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');

/** AES-GCM as the Web Cryptography API does it, which is told nothing but the key, the IV and the tag's length. */
async function decrypt(
  key: Buffer<ArrayBuffer>,
  iv: Buffer,
  sealed: Buffer,
  additionalData: Buffer,
): Promise<Buffer> {
  const { subtle } = webcrypto;
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const algorithm = { name: 'AES-GCM', iv, additionalData, tagLength: 128 };
  return Buffer.from(await subtle.decrypt(algorithm, imported, sealed));
}

test('an envelope is AES-256-GCM twice, and opens without any code of ours but its associated data', async () => {
  const key = randomBytes(32);
  const envelope = sealEnvelope('k1', createSecretKey(key), binding, 'fake secret, 12 ünïcödé');
  const [format, keyId, wrapIv, wrapped, iv, sealed] = envelope.split('.');
  const aad = associatedData(`${format}.${keyId}`, binding);
  expect([wrapIv, iv].map((each) => bytes(each).length)).toEqual([12, 12]);

  const recordKey = await decrypt(key, bytes(wrapIv), bytes(wrapped), aad);
  expect(recordKey).toHaveLength(32);
  const opened = await decrypt(Buffer.from(recordKey), bytes(iv), bytes(sealed), aad);
  expect(opened.toString('utf8')).toBe('fake secret, 12 ünïcödé');

  await expect(decrypt(key, bytes(wrapIv), bytes(wrapped), Buffer.alloc(0))).rejects.toThrow();
});

test('no two envelopes share a record key or an IV', async () => {
  const key = randomBytes(32);
  const seen = new Set<string>();
  for (let at = 0; at < 500; at++) {
    const [format, keyId, wrapIv, wrapped, iv] = sealEnvelope(
      'k1',
      createSecretKey(key),
      binding,
      'same',
    ).split('.');
    const aad = associatedData(`${format}.${keyId}`, binding);
    const recordKey = await decrypt(key, bytes(wrapIv), bytes(wrapped), aad);
    for (const part of [wrapIv ?? '', iv ?? '', recordKey.toString('base64url')]) seen.add(part);
  }
  expect(seen.size).toBe(1500);
});
