import type { ListedKey } from '@/lib/env';
import type { KeySource } from './key-source';
import { localKey } from './local-key';

/** The keys of VAULT_KEYS, which stay what they are until the process ends. `sealingKey` seals, else the first does. */
export function environmentKeys(list: readonly ListedKey[], sealingKey: string | undefined): KeySource {
  const keys = new Map(list.map(({ id, key }) => [id, localKey(key)]));
  const ring = { keys, sealingKeyId: sealingKey ?? list[0]?.id ?? null, fault: null };
  return { keyring: async () => ring };
}
