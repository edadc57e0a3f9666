import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { fail, type Result, succeed } from '@/lib/result';
import { associatedData, type Binding } from './binding';
import type { VaultFailure } from './vault';

/**
 * Version 1 of the sealed format, six parts in base64url joined by dots:
 * `v1 . key id . IV . wrapped record key and tag . IV . ciphertext and tag`.
 * A fresh AES-256 key for every record, wrapped by the key-encryption key; both layers are AES-256-GCM and carry the
 * same associated data, in which the header (version and key id) stands too.
 */
const FORMAT = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const PART = /^[A-Za-z0-9_-]+$/;

/** Seals `plaintext` for `binding` under the key-encryption key `key`, whose id is `keyId`. */
export function sealEnvelope(keyId: string, key: KeyObject, binding: Binding, plaintext: string): string {
  const header = `${FORMAT}.${keyId}`;
  const aad = associatedData(header, binding);
  const recordKey = randomBytes(KEY_BYTES);
  try {
    const wrapped = encrypt(key, aad, recordKey);
    const sealed = encrypt(recordKey, aad, Buffer.from(plaintext, 'utf8'));
    return [header, ...wrapped, ...sealed].join('.');
  } finally {
    recordKey.fill(0);
  }
}

/** The id of the key that `envelope` names, or null when its format is unknown. Proves nothing yet. */
export function keyIdOf(envelope: string): string | null {
  const parts = envelope.split('.');
  return parts.length === 6 && parts[0] === FORMAT ? (parts[1] ?? null) : null;
}

/** Opens an envelope for `binding`. Whatever does not prove itself is refused; nothing is ever taken as plaintext. */
export function openEnvelope(
  key: KeyObject,
  binding: Binding,
  envelope: string,
): Result<string, VaultFailure> {
  const [format, keyId, wrapIv, wrapped, iv, sealed, ...rest] = envelope.split('.');
  const complete = format === FORMAT && keyId && wrapIv && wrapped && iv && sealed && rest.length === 0;
  if (!complete) return fail({ code: 'vault_refused' });
  const aad = associatedData(`${format}.${keyId}`, binding);
  try {
    const recordKey = decrypt(key, aad, wrapIv, wrapped);
    try {
      return succeed(decrypt(recordKey, aad, iv, sealed).toString('utf8'));
    } finally {
      recordKey.fill(0);
    }
  } catch {
    // node:crypto tells no more than "unable to authenticate data", and no more is ours to tell.
    return fail({ code: 'vault_refused' });
  }
}

function encrypt(key: KeyObject | Buffer, aad: Buffer, plaintext: Buffer): [iv: string, sealed: string] {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  const bytes = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return [iv.toString('base64url'), bytes.toString('base64url')];
}

function decrypt(key: KeyObject | Buffer, aad: Buffer, ivText: string, sealedText: string): Buffer {
  const iv = strictBytes(ivText);
  const bytes = strictBytes(sealedText);
  if (iv.length !== IV_BYTES || bytes.length < TAG_BYTES) throw new Error('cut short');
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)), decipher.final()]);
}

// Buffer.from skips what is not base64url and ignores spare bits: two texts could then be one ciphertext.
function strictBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (!PART.test(text) || bytes.toString('base64url') !== text) throw new Error('not base64url');
  return bytes;
}
