import { database } from '@/lib/database';
import type { AuditDeed, AuditRow } from './audit';

/** How many entries a page of the history holds. */
export const HISTORY_PAGE_SIZE = 50;

/**
 * The history, newest first, at most {@link HISTORY_PAGE_SIZE} a page. `customerIds` is the asker's reach: null for
 * every customer (then also what concerns no customer); `customerId` narrows it.
 */
export async function listHistory(query: {
  readonly customerIds: readonly string[] | null;
  readonly customerId?: string;
  readonly subjectId?: string;
  readonly page: number;
}): Promise<{ rows: AuditRow[]; total: number }> {
  const reach = query.customerIds === null ? {} : { customerId: { in: [...query.customerIds] } };
  const where = {
    AND: [
      reach,
      query.customerId ? { customerId: query.customerId } : {},
      query.subjectId ? { subjectId: query.subjectId } : {},
    ],
  };
  const [total, rows] = await Promise.all([
    database().auditEntry.count({ where }),
    database().auditEntry.findMany({
      where,
      orderBy: { id: 'desc' },
      skip: (query.page - 1) * HISTORY_PAGE_SIZE,
      take: HISTORY_PAGE_SIZE,
    }),
  ]);
  return {
    total,
    rows: rows.map((row) => ({
      id: String(row.id),
      at: row.at,
      deed: row.deed as AuditDeed,
      actorName: row.actorName,
      customerId: row.customerId,
      customerName: row.customerName,
      subjectId: row.subjectId,
      subject: row.subject,
      details: row.details as AuditRow['details'],
    })),
  };
}
