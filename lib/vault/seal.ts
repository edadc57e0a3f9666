import { type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import type { Binding } from './binding';
import { sealingKey } from './check-keys';
import { sealEnvelope } from './envelope';
import type { VaultFailure } from './vault';

/** A sealed value and the key that it needs. */
export interface Sealed {
  readonly envelope: string;
  readonly keyId: string;
}

/**
 * Seals a value for exactly one place. Fails with `vault_key_wrong` when the sealing key is not the one that this
 * database knows by its id: a value sealed with it would be lost once the right key is back.
 */
export async function seal(binding: Binding, secret: Secret): Promise<Result<Sealed, VaultFailure>> {
  const sealing = await sealingKey();
  if (!sealing.ok) return sealing;
  const { keyId, key } = sealing.value;
  return succeed({ envelope: await sealEnvelope(keyId, key, binding, secret.reveal()), keyId });
}
