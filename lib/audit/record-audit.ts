import { database, type Transaction } from '@/lib/database';
import type { AuditActor, AuditDeed } from './audit';

/** What is put on record. */
export interface AuditRecord {
  readonly deed: AuditDeed;
  readonly actor: AuditActor;
  readonly customer?: { readonly id: string; readonly name: string };
  readonly subject: { readonly id?: string; readonly label: string };
  /** Shown to staff: names, ids, dates, codes; never a secret nor a mail's text. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Puts a deed on record, in the transaction `tx` of the deed itself: either both are there or neither. */
export async function recordAudit(tx: Transaction, entry: AuditRecord): Promise<void> {
  const row = {
    deed: entry.deed,
    actorId: entry.actor?.id,
    actorName: entry.actor?.name ?? 'Posthouse',
    customerId: entry.customer?.id,
    customerName: entry.customer?.name,
    subjectId: entry.subject.id,
    subject: entry.subject.label,
    details: entry.details ?? {},
  };
  // Not create: that reads the row back, which the policy allows only to those who may see it.
  await tx.auditEntry.createMany({ data: [row] });
}

/** The same for a deed whose rows a library writes by itself: sign-in and sign-out. */
export async function record(entry: AuditRecord): Promise<void> {
  await recordAudit(database(), entry);
}
