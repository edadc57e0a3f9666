import { fail, type Result } from '@/lib/result';
import type { Binding } from './binding';
import { usableKey } from './check-keys';
import { keyIdOf, rewrapEnvelope } from './envelope';
import { keyring } from './keyring';
import type { VaultFailure } from './vault';

/** A sealed value with the place that it was sealed for. */
export interface PlacedEnvelope {
  readonly binding: Binding;
  readonly envelope: string;
}

/**
 * Puts sealed values under the key `keyId`, all with the keys of one moment, without opening them (but for those of the
 * first format: docs/decisions/0009).
 * @returns for each value, in their order, the new envelope or why it has to stay with its old one
 */
export async function rewrap(
  keyId: string,
  values: readonly PlacedEnvelope[],
): Promise<Result<string, VaultFailure>[]> {
  const ring = await keyring();
  const to = await usableKey(ring, keyId);
  return Promise.all(
    values.map(async ({ binding, envelope }) => {
      const fromId = keyIdOf(envelope);
      if (!fromId) return fail({ code: 'vault_refused' } as const);
      const from = await usableKey(ring, fromId);
      if (!from.ok) return from;
      return to.ok ? rewrapEnvelope(from.value, keyId, to.value, binding, envelope) : to;
    }),
  );
}
