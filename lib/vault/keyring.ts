import { type Env, env } from '@/lib/env';
import { log } from '@/lib/log';
import { environmentKeys } from './environment-keys';
import { fileKeys } from './file-keys';
import type { Keyring, KeySource } from './key-source';

/**
 * Where an environment says that the keys are: in the file VAULT_KEYS_FILE, else in VAULT_KEYS.
 * @param onRead hears of the keys whenever the file was read
 */
export function keySourceOf(
  from: Pick<Env, 'VAULT_KEYS' | 'VAULT_KEYS_FILE' | 'VAULT_SEALING_KEY'>,
  onRead?: (ring: Keyring) => void,
): KeySource {
  if (from.VAULT_KEYS_FILE) return fileKeys(from.VAULT_KEYS_FILE, from.VAULT_SEALING_KEY, onRead);
  return environmentKeys(from.VAULT_KEYS ?? [], from.VAULT_SEALING_KEY);
}

let source: KeySource | undefined;

/** The key-encryption keys of this process as they are now. */
export async function keyring(): Promise<Keyring> {
  source ??= keySourceOf(env(), sayRead);
  return source.keyring();
}

function sayRead({ keys, sealingKeyId, fault }: Keyring): void {
  if (fault) log.error(fault, 'the key file cannot be used: the vault keys stay those that were read before');
  else
    log.info({ keyId: sealingKeyId, count: keys.size }, 'vault keys were read; the one that seals is named');
}
