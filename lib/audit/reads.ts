import { read } from '@/lib/database';
import { EVERY_CUSTOMER, type Reach } from '@/lib/scope';
import type { AuditDeed, AuditRow } from './audit';

/** How many entries a page of the history holds. */
export const HISTORY_PAGE_SIZE = 50;

/**
 * The history, newest first, at most {@link HISTORY_PAGE_SIZE} a page: what was done to the customers in reach, and for
 * those who see every customer also what concerns none. `customerId` narrows it.
 */
export async function listHistory(
  reach: Reach,
  query: { readonly customerId?: string; readonly subjectId?: string; readonly page: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const where = {
    AND: [
      reach.every ? {} : { customerId: { in: [...reach.customerIds] } },
      query.customerId ? { customerId: query.customerId } : {},
      query.subjectId ? { subjectId: query.subjectId } : {},
    ],
  };
  const [total, rows] = await read(reach, (reader) =>
    Promise.all([
      reader.auditEntry.count({ where }),
      reader.auditEntry.findMany({
        where,
        orderBy: { id: 'desc' },
        skip: (query.page - 1) * HISTORY_PAGE_SIZE,
        take: HISTORY_PAGE_SIZE,
      }),
    ]),
  );
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

/** The last time that something was done, by whoever and to whomever; null: never. For what concerns the installation. */
export async function latestEntry(
  deed: AuditDeed,
): Promise<Pick<AuditRow, 'at' | 'actorName' | 'details'> | null> {
  const row = await read(EVERY_CUSTOMER, (reader) =>
    reader.auditEntry.findFirst({
      where: { deed },
      orderBy: { id: 'desc' },
      select: { at: true, actorName: true, details: true },
    }),
  );
  return row && { ...row, details: row.details as AuditRow['details'] };
}
