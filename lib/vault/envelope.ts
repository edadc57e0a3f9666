import { randomBytes } from 'node:crypto';
import { fail, type Result, succeed } from '@/lib/result';
import { decrypt, encrypt, IV_BYTES } from './aes-gcm';
import { associatedData, type Binding } from './binding';
import type { WrappingKey } from './key-source';
import type { VaultFailure } from './vault';

/**
 * The sealed format, parts in base64url joined by dots. What is sealed now is version 2:
 * `v2 . key id . wrapped record key . IV, ciphertext and tag`.
 * A fresh AES-256 key for every record, wrapped by the key-encryption key. The wrap is bound to the binding, the version
 * and the key id; the ciphertext to the binding and the version, so that a record key wrapped anew fits the old one.
 *
 * Version 1, `v1 . key id . IV . wrapped record key and tag . IV . ciphertext and tag`, still opens. In it the
 * ciphertext names the key id as well, so it cannot be re-wrapped but only sealed anew (docs/decisions/0009).
 */
const FORMAT = 'v2';
const KEY_BYTES = 32;
const KEY_ID = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** An envelope taken apart. Nothing in it has proven itself yet. */
interface Parts {
  readonly format: 'v1' | 'v2';
  readonly keyId: string;
  readonly wrapped: Buffer;
  readonly sealed: Buffer;
}

/** Seals `plaintext` for `binding` under the key-encryption key `key`, whose id is `keyId`. */
export async function sealEnvelope(
  keyId: string,
  key: WrappingKey,
  binding: Binding,
  plaintext: string,
): Promise<string> {
  const recordKey = randomBytes(KEY_BYTES);
  try {
    const wrapped = await key.wrap(recordKey, wrapContext(FORMAT, keyId, binding));
    const sealed = encrypt(recordKey, Buffer.from(plaintext, 'utf8'), associatedData(FORMAT, binding));
    return join(keyId, wrapped, sealed);
  } finally {
    recordKey.fill(0);
  }
}

/** The id of the key that `envelope` names, or null when its format is unknown. Proves nothing yet. */
export function keyIdOf(envelope: string): string | null {
  return takeApart(envelope)?.keyId ?? null;
}

/** Opens an envelope for `binding`. Whatever does not prove itself is refused; nothing is ever taken as plaintext. */
export async function openEnvelope(
  key: WrappingKey,
  binding: Binding,
  envelope: string,
): Promise<Result<string, VaultFailure>> {
  const parts = takeApart(envelope);
  const recordKey = parts && (await unwrap(key, binding, parts));
  if (!recordKey) return fail({ code: 'vault_refused' });
  try {
    const { format, keyId, sealed } = parts;
    const context = format === 'v1' ? wrapContext(format, keyId, binding) : associatedData(format, binding);
    const plaintext = decrypt(recordKey, sealed, context);
    return plaintext ? succeed(plaintext.toString('utf8')) : fail({ code: 'vault_refused' });
  } finally {
    recordKey.fill(0);
  }
}

/**
 * Puts an envelope of `from` under the key `to`, whose id is `toId`. Of version 2 the record key alone is wrapped anew and
 * the secret is not opened; one of version 1 is opened and sealed as version 2.
 */
export async function rewrapEnvelope(
  from: WrappingKey,
  toId: string,
  to: WrappingKey,
  binding: Binding,
  envelope: string,
): Promise<Result<string, VaultFailure>> {
  const parts = takeApart(envelope);
  if (parts?.format !== FORMAT) {
    const opened = await openEnvelope(from, binding, envelope);
    return opened.ok ? succeed(await sealEnvelope(toId, to, binding, opened.value)) : opened;
  }
  const recordKey = await unwrap(from, binding, parts);
  if (!recordKey) return fail({ code: 'vault_refused' });
  try {
    const wrapped = await to.wrap(recordKey, wrapContext(FORMAT, toId, binding));
    return succeed(join(toId, wrapped, parts.sealed));
  } finally {
    recordKey.fill(0);
  }
}

const join = (keyId: string, wrapped: Buffer, sealed: Buffer) =>
  [FORMAT, keyId, wrapped.toString('base64url'), sealed.toString('base64url')].join('.');

const wrapContext = (format: Parts['format'], keyId: string, binding: Binding) =>
  associatedData(`${format}.${keyId}`, binding);

async function unwrap(key: WrappingKey, binding: Binding, parts: Parts): Promise<Buffer | null> {
  const recordKey = await key.unwrap(parts.wrapped, wrapContext(parts.format, parts.keyId, binding));
  return recordKey?.length === KEY_BYTES ? recordKey : null;
}

function takeApart(envelope: string): Parts | null {
  const [format, keyId = '', ...texts] = envelope.split('.');
  if (!KEY_ID.test(keyId)) return null;
  const bytes = texts.map(strictBytes).filter((each) => each !== null);
  if (bytes.length !== texts.length) return null;
  const [one, two, three, four] = bytes;
  if (format === 'v2' && one && two && bytes.length === 2)
    return { format, keyId, wrapped: one, sealed: two };
  if (format !== 'v1' || !one || !two || !three || !four || bytes.length !== 4) return null;
  if (one.length !== IV_BYTES || three.length !== IV_BYTES) return null;
  return { format, keyId, wrapped: Buffer.concat([one, two]), sealed: Buffer.concat([three, four]) };
}

// Buffer.from skips what is not base64url and ignores spare bits: two texts could then be one ciphertext.
function strictBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return text !== '' && bytes.toString('base64url') === text ? bytes : null;
}
