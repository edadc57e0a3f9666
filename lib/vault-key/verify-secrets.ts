import { open } from '@/lib/vault/open';
import { nextSealed, type SealedRow } from './store';

/** A secret that did not open, and why. */
export interface BadSecret extends Pick<SealedRow, 'customerId' | 'registrationId'> {
  readonly why: 'missing_key' | 'wrong_key' | 'refused';
}

/** What {@link verifySecrets} found. */
export interface VerifyReport {
  /** How many opened, by the id of the key that they are sealed with. */
  readonly fine: ReadonlyMap<string, number>;
  /** The others by the key that they name, one by one. */
  readonly bad: ReadonlyMap<string, readonly BadSecret[]>;
}

const WHY = {
  vault_key_missing: 'missing_key',
  vault_key_wrong: 'wrong_key',
  vault_refused: 'refused',
} as const;

/**
 * Opens every secret of every customer, in memory and one after the other, and keeps none. Changes nothing.
 * @param onProgress told now and then how many were looked at
 */
export async function verifySecrets(onProgress?: (seen: number) => void): Promise<VerifyReport> {
  const fine = new Map<string, number>();
  const bad = new Map<string, BadSecret[]>();
  let seen = 0;
  let after: string | null = null;
  for (;;) {
    const rows: SealedRow[] = await nextSealed(after, 500);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return { fine, bad };
    for (const { customerId, registrationId, binding, keyId, sealed } of rows) {
      const opened = await open(binding, sealed);
      if (opened.ok) {
        fine.set(keyId, (fine.get(keyId) ?? 0) + 1);
        continue;
      }
      const ofKey = bad.get(keyId) ?? [];
      ofKey.push({ customerId, registrationId, why: WHY[opened.failure.code] });
      bad.set(keyId, ofKey);
    }
    seen += rows.length;
    onProgress?.(seen);
  }
}
