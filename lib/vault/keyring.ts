import { createSecretKey, type KeyObject } from 'node:crypto';
import { env } from '@/lib/env';

/** The key-encryption keys of this process, by id. Several may open; one seals. */
export interface Keyring {
  readonly sealingKeyId: string;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

let read: Keyring | undefined;

/**
 * The keys from VAULT_KEYS; VAULT_SEALING_KEY names the one that seals, else the first does. This is the one place
 * where keys come from: `npm start` puts those of its key file into the same variables.
 */
export function keyring(): Keyring {
  read ??= readKeyring();
  return read;
}

function readKeyring(): Keyring {
  const { VAULT_KEYS, VAULT_SEALING_KEY } = env();
  const keys = new Map(VAULT_KEYS.map(({ id, key }) => [id, createSecretKey(Buffer.from(key, 'base64'))]));
  const sealingKeyId = VAULT_SEALING_KEY ?? VAULT_KEYS[0]?.id;
  if (!sealingKeyId) throw new Error('VAULT_KEYS holds no key');
  return { sealingKeyId, keys };
}
