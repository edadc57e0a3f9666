import type { Transaction } from '@/lib/database';
import type { AuditActor, AuditDeed } from './audit';

/**
 * Puts a deed on record, in the transaction `tx` of the deed itself: either both are there or neither.
 * `details` are shown to staff: names, ids, dates, codes; never a secret nor a mail's text.
 */
export async function recordAudit(
  tx: Transaction,
  entry: {
    readonly deed: AuditDeed;
    readonly actor: AuditActor;
    readonly customer?: { readonly id: string; readonly name: string };
    readonly subject: { readonly id?: string; readonly label: string };
    readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  },
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      deed: entry.deed,
      actorId: entry.actor?.id,
      actorName: entry.actor?.name ?? 'Posthouse',
      customerId: entry.customer?.id,
      customerName: entry.customer?.name,
      subjectId: entry.subject.id,
      subject: entry.subject.label,
      details: entry.details ?? {},
    },
  });
}
