import type { AuditActor } from '@/lib/audit/audit';
import { record } from '@/lib/audit/record-audit';
import { type Result, succeed } from '@/lib/result';
import { sealingKey } from '@/lib/vault/check-keys';
import { rewrap } from '@/lib/vault/rewrap';
import type { VaultFailure } from '@/lib/vault/vault';
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
  let ready = await prepare(keyId, null, batch);
  while (ready.last !== null) {
    // While the database writes one batch the next is made ready.
    const [next, count] = await Promise.all([
      prepare(keyId, ready.last, batch),
      exchangeSealed(keyId, ready.exchanges),
    ]);
    pass.read += ready.read;
    pass.failed += ready.read - ready.exchanges.length;
    pass.rewrapped += count;
    pass.refused.push(...ready.refused);
    for (const keyId of ready.waiting) pass.waiting.set(keyId, (pass.waiting.get(keyId) ?? 0) + 1);
    onProgress(pass.rewrapped);
    ready = next;
  }
  return pass;
}

/** Reads the next secrets and wraps them anew, in memory. `last` is the id to go on after; null: there are no more. */
async function prepare(keyId: string, after: string | null, batch: number) {
  const rows = await nextSealed(after, batch, keyId);
  const outcomes = await rewrap(
    keyId,
    rows.map(({ binding, sealed }) => ({ binding, envelope: sealed })),
  );
  const exchanges: { id: string; old: string; sealed: string }[] = [];
  const refused: Refused[] = [];
  const waiting: string[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const { id, sealed: old, customerId, registrationId } = rows[at] as SealedRow;
    if (outcome.ok) exchanges.push({ id, old, sealed: outcome.value });
    else if (outcome.failure.code === 'vault_refused') refused.push({ customerId, registrationId });
    else waiting.push(outcome.failure.keyId);
  }
  return { last: rows.at(-1)?.id ?? null, read: rows.length, exchanges, refused, waiting };
}
