import { transact } from '@/lib/database';
import { succeed } from '@/lib/result';
import { NO_CUSTOMER, type Reach } from '@/lib/scope';
import type { AuditActor, ExportedRow, HistoryFilter } from './audit';
import { countHistory, readHistory } from './reads';
import { type AuditDetails, recordAudit } from './record-audit';

const BATCH = 500;

/**
 * Puts on record that somebody takes the history away, then gives what the filter finds in reach, newest first and in
 * batches, so that a long one needs no more memory than a short one. What is written after this call is not in it.
 */
export async function exportHistory(
  reach: Reach,
  actor: AuditActor,
  asked: {
    readonly filter: HistoryFilter;
    /** The customer that the filter narrows to: their history tells of it. */
    readonly customer: { readonly id: string; readonly name: string } | null;
    /** What the file is called. */
    readonly fileName: string;
    /** The filter as the person gave it. */
    readonly given: AuditDetails;
  },
): Promise<AsyncGenerator<readonly ExportedRow[]>> {
  const { filter, customer, fileName, given } = asked;
  const { total, newestId } = await countHistory(reach, filter);
  await transact(customer?.id ?? NO_CUSTOMER, async (tx) => {
    const entry = { actor, subject: { label: fileName }, details: { entries: total, ...given } };
    await recordAudit(tx, { deed: 'history.export', ...entry, ...(customer ? { customer } : {}) });
    return succeed(null);
  });
  return batches(reach, filter, newestId);
}

async function* batches(
  reach: Reach,
  filter: HistoryFilter,
  newestId: bigint | null,
): AsyncGenerator<readonly ExportedRow[]> {
  let fromId = newestId;
  while (fromId !== null) {
    const rows: ExportedRow[] = await readHistory(reach, filter, { fromId, take: BATCH });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    fromId = last && rows.length === BATCH ? BigInt(last.id) - 1n : null;
  }
}
