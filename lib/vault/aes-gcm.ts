import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/** How long the IV is that stands before each ciphertext. */
export const IV_BYTES = 12;

const TAG_BYTES = 16;

/** Encrypts with AES-256-GCM under a fresh IV; `context` is authenticated too. @returns IV, ciphertext and tag */
export function encrypt(key: KeyObject | Buffer, plaintext: Buffer, context: Buffer): Buffer {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(context);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what {@link encrypt} made. @returns null when it was changed, cut, or made with another key or context */
export function decrypt(key: KeyObject | Buffer, bytes: Buffer, context: Buffer): Buffer | null {
  const tagAt = bytes.length - TAG_BYTES;
  if (tagAt < IV_BYTES) return null;
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(context);
  decipher.setAuthTag(bytes.subarray(tagAt));
  const plaintext = decipher.update(bytes.subarray(IV_BYTES, tagAt));
  try {
    // node:crypto tells no more than "unable to authenticate data", and no more is ours to tell.
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    return null;
  }
}

const IVS_DRAWN = 256;
let drawn = Buffer.alloc(0);

/** Drawn many at a time: a draw takes as long as an encryption, however few bytes it gives. */
function freshIv(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(IVS_DRAWN * IV_BYTES);
  const iv = drawn.subarray(0, IV_BYTES);
  drawn = drawn.subarray(IV_BYTES);
  return iv;
}
