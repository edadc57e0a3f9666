import type { AuditActor } from '@/lib/audit/audit';
import { record } from '@/lib/audit/record-audit';
import { type Result, succeed } from '@/lib/result';
import { sealingKey } from '@/lib/vault/check-keys';
import { rewrap } from '@/lib/vault/rewrap';
import type { VaultFailure } from '@/lib/vault/vault';
import { credentialBinding } from './credential';
import { countToRewrap, exchangeSealed, nextSealed, type SealedRow } from './store';

type Refused = Pick<SealedRow, 'customerId' | 'registrationId'>;

/** What re-wrapping came to. */
export interface RewrapReport {
  /** How many secrets this run put under the key that seals. */
  readonly rewrapped: number;
  /** How many keep their old key because a key is missing or wrong, by the id of that key. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Secrets that do not open: they were changed or moved in the database. They are left as they are. */
  readonly refused: readonly Refused[];
}

/** How a run goes about it. */
export interface RewrapOptions {
  /** How many secrets are exchanged in one transaction; 500 when not given. */
  readonly batch?: number | undefined;
  /** Told after each batch how many secrets were put under the key so far. */
  readonly onProgress?: (rewrapped: number) => void;
}

/** Each pass after the first looks for what was sealed with another key, or replaced, during the one before. */
const MOST_PASSES = 20;

/**
 * Puts the secrets of every customer under the key that seals now, batch by batch, while they are used and replaced. Each is
 * exchanged only if it is still the one that was read, so several may do this at once, and a kill at any moment loses
 * nothing: the next run goes on with what is left. One that cannot be re-wrapped is passed by and reported. Beginning and
 * end are put on record when there is something to do.
 *
 * @returns as soon as it has begun; `report` comes at the end. Fails when the key that seals cannot be used.
 */
export async function rewrapSecrets(
  actor: AuditActor,
  options: RewrapOptions = {},
): Promise<Result<{ secrets: number; report: Promise<RewrapReport> }, VaultFailure>> {
  const sealing = await sealingKey();
  if (!sealing.ok) return sealing;
  const { keyId } = sealing.value;
  const subject = { label: keyId };
  const secrets = await countToRewrap(keyId);
  if (secrets > 0) await record({ deed: 'keys.rewrap', actor, subject, details: { secrets } });
  const toTheEnd = async () => {
    const report = await passUntilNothingChanges(keyId, options);
    const { rewrapped, refused } = report;
    const waiting = [...report.waiting.values()].reduce((sum, each) => sum + each, 0);
    const details = { rewrapped, waiting, refused: refused.length };
    if (secrets > 0) await record({ deed: 'keys.rewrap_end', actor, subject, details });
    return report;
  };
  return succeed({ secrets, report: toTheEnd() });
}

async function passUntilNothingChanges(
  keyId: string,
  { batch = 500, onProgress }: RewrapOptions,
): Promise<RewrapReport> {
  let rewrapped = 0;
  for (let passes = 1; ; passes++) {
    const pass = await passOnce(keyId, batch, (ofPass) => onProgress?.(rewrapped + ofPass));
    rewrapped += pass.rewrapped;
    // What is in the way of a pass that could change nothing is what is in the way of all.
    if (pass.read === pass.failed || passes === MOST_PASSES) return { ...pass, rewrapped };
  }
}

async function passOnce(keyId: string, batch: number, onProgress: (rewrapped: number) => void) {
  const pass = {
    read: 0,
    failed: 0,
    rewrapped: 0,
    waiting: new Map<string, number>(),
    refused: [] as Refused[],
  };
  let after: string | null = null;
  for (;;) {
    const rows: SealedRow[] = await nextSealed(after, batch, keyId);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return pass;
    const outcomes = await rewrap(keyId, rows.map(placed));
    const exchanged = rows.flatMap(({ id, sealed: old, customerId, registrationId }, at) => {
      const outcome = outcomes[at] as (typeof outcomes)[number];
      if (outcome.ok) return [{ id, old, sealed: outcome.value }];
      if (outcome.failure.code === 'vault_refused') pass.refused.push({ customerId, registrationId });
      else countIn(pass.waiting, outcome.failure.keyId);
      return [];
    });
    pass.read += rows.length;
    pass.failed += rows.length - exchanged.length;
    pass.rewrapped += await exchangeSealed(keyId, exchanged);
    onProgress(pass.rewrapped);
  }
}

const placed = ({ customerId, registrationId, version, sealed }: SealedRow) => ({
  binding: credentialBinding(customerId, registrationId, version),
  envelope: sealed,
});

const countIn = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
