import { randomBytes, webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { associatedData } from '@/lib/vault/binding';
import { sealEnvelope } from '@/lib/vault/envelope';
import { localKey } from '@/lib/vault/local-key';

const binding = { owner: 'a customer', record: 'a registration', field: 'client-secret', version: 3 };
const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
const IV_BYTES = 12;

/** AES-GCM as the Web Cryptography API does it, which is told nothing but the key, the IV and the tag's length. */
async function decrypt(
  key: Buffer<ArrayBuffer>,
  ivAndSealed: Buffer,
  additionalData: Buffer,
): Promise<Buffer<ArrayBuffer>> {
  const { subtle } = webcrypto;
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const iv = Buffer.from(ivAndSealed.subarray(0, IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: Buffer.from(additionalData), tagLength: 128 };
  return Buffer.from(await subtle.decrypt(algorithm, imported, Buffer.from(ivAndSealed.subarray(IV_BYTES))));
}

async function sealed(key: Buffer, text: string): Promise<[format: string, ...parts: string[]]> {
  const wrapping = localKey(key.toString('base64'));
  if (!wrapping) throw new Error('no key');
  return (await sealEnvelope('k1', wrapping, binding, text)).split('.') as [string, ...string[]];
}

test('an envelope is AES-256-GCM twice, and opens without any code of ours but its associated data', async () => {
  const key = randomBytes(32);
  const [format, keyId, wrapped, secret] = await sealed(key, 'fake secret, 12 ünïcödé');
  const aad = associatedData(`${format}.${keyId}`, binding);

  const recordKey = await decrypt(key, bytes(wrapped), aad);
  expect(recordKey).toHaveLength(32);
  const opened = await decrypt(recordKey, bytes(secret), associatedData(format, binding));
  expect(opened.toString('utf8')).toBe('fake secret, 12 ünïcödé');

  await expect(decrypt(key, bytes(wrapped), Buffer.alloc(0))).rejects.toThrow();
});

test('no two envelopes share a record key or an IV', async () => {
  const key = randomBytes(32);
  const seen = new Set<string>();
  for (let at = 0; at < 500; at++) {
    const [format, keyId, wrapped, secret] = await sealed(key, 'same');
    const recordKey = await decrypt(key, bytes(wrapped), associatedData(`${format}.${keyId}`, binding));
    const ivOf = (part: string | undefined) => bytes(part).subarray(0, IV_BYTES).toString('base64url');
    for (const each of [ivOf(wrapped), ivOf(secret), recordKey.toString('base64url')]) seen.add(each);
  }
  expect(seen.size).toBe(1500);
});
