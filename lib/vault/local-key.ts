import { createSecretKey } from 'node:crypto';
import { decrypt, encrypt } from './aes-gcm';
import type { WrappingKey } from './key-source';

const KEY_TEXT = /^[A-Za-z0-9+/_-]{43}=?$/;

/** A key that lies in this process, from 32 bytes in base64 or base64url; null when `text` is no such thing. */
export function localKey(text: string): WrappingKey | null {
  if (!KEY_TEXT.test(text)) return null;
  const key = createSecretKey(Buffer.from(text, 'base64'));
  return {
    wrap: async (recordKey, context) => encrypt(key, recordKey, context),
    unwrap: async (wrapped, context) => decrypt(key, wrapped, context),
  };
}
