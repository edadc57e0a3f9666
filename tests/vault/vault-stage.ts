import { createCipheriv, randomBytes } from 'node:crypto';
import { vi } from 'vitest';
import { associatedData, type Binding } from '@/lib/vault/binding';
import type { WrappingKey } from '@/lib/vault/key-source';
import { localKey } from '@/lib/vault/local-key';

/** A key of 32 bytes made from `letter`, as VAULT_KEYS holds it. Visibly nobody's. */
export const keyOf = (letter: string): string => Buffer.alloc(32, letter).toString('base64');

/** The same as a key that wraps. */
export function wrappingKey(letter: string): WrappingKey {
  const key = localKey(keyOf(letter));
  if (!key) throw new Error(`${letter} makes no key`);
  return key;
}

/** The vault of a process that is started with these keys, the first of which seals unless `sealing` names another. */
export async function vaultWith(keys: Record<string, string>, sealing?: string) {
  process.env.VAULT_KEYS = Object.entries(keys)
    .map(([id, key]) => `${id}:${key}`)
    .join(',');
  process.env.VAULT_KEYS_FILE = '';
  process.env.VAULT_SEALING_KEY = sealing ?? '';
  return freshVault();
}

/** The vault of a process that is started with this key file. */
export async function vaultWithFile(path: string) {
  process.env.VAULT_KEYS = '';
  process.env.VAULT_KEYS_FILE = path;
  process.env.VAULT_SEALING_KEY = '';
  return freshVault();
}

async function freshVault() {
  vi.resetModules();
  const [{ seal }, { open }, { rewrap }, { checkKeys }] = await Promise.all([
    import('@/lib/vault/seal'),
    import('@/lib/vault/open'),
    import('@/lib/vault/rewrap'),
    import('@/lib/vault/check-keys'),
  ]);
  return { seal, open, rewrap, checkKeys };
}

/** Seals in the first format, as the version before did: nothing of ours makes such an envelope any more. */
export function sealAsVersion1(letter: string, keyId: string, binding: Binding, plaintext: string): string {
  const context = associatedData(`v1.${keyId}`, binding);
  const layer = (key: Buffer, text: Buffer) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(context);
    const bytes = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    return [iv.toString('base64url'), bytes.toString('base64url')];
  };
  const recordKey = randomBytes(32);
  const wrapped = layer(Buffer.alloc(32, letter), recordKey);
  return ['v1', keyId, ...wrapped, ...layer(recordKey, Buffer.from(plaintext))].join('.');
}
