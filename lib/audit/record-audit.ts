import { beforeCommit, database, type Transaction } from '@/lib/database';
import type { AuditActor, AuditDeed, DetailName, DetailValue } from './audit';

/** Details by their names. */
export type AuditDetails = Readonly<Partial<Record<DetailName, DetailValue>>>;

/** What is put on record. */
export interface AuditRecord {
  readonly deed: AuditDeed;
  readonly actor: AuditActor;
  readonly customer?: { readonly id: string; readonly name: string };
  readonly subject: { readonly id?: string; readonly label: string };
  /** Shown to staff: names, ids, dates, codes; never a secret nor a mail's text. */
  readonly details?: AuditDetails;
}

/** With no other names than those in its details: TypeScript by itself does not look at what is spread into them. */
type WithoutOthers<D> = {
  readonly details?: D &
    (string extends keyof D ? never : { [N in keyof D]: N extends DetailName ? D[N] : never });
};

/** What each open transaction has to put on record. */
const waiting = new WeakMap<Transaction, AuditRecord[]>();

/**
 * Puts a deed on record, in the transaction `tx` of the deed itself: either both are there or neither. It is written as
 * the last thing before the commit, because whoever writes to a chain keeps others from it until the commit: a verb that
 * waited for something else meanwhile could wait for ever.
 */
export async function recordAudit<D extends AuditDetails>(
  tx: Transaction,
  entry: AuditRecord & WithoutOthers<D>,
): Promise<void> {
  const entries = waiting.get(tx);
  if (entries) {
    entries.push(entry);
    return;
  }
  const first = [entry];
  if (beforeCommit(tx, () => write(tx, first))) waiting.set(tx, first);
  else await write(tx, first);
}

/** The same for a deed whose rows a library writes by itself: sign-in and sign-out. */
export async function record<D extends AuditDetails>(entry: AuditRecord & WithoutOthers<D>): Promise<void> {
  await write(database(), [entry]);
}

async function write(tx: Transaction, entries: readonly AuditRecord[]): Promise<void> {
  const rows = entries.map((entry) => ({
    deed: entry.deed,
    actorId: entry.actor?.id,
    actorName: entry.actor?.name ?? 'Posthouse',
    customerId: entry.customer?.id,
    customerName: entry.customer?.name,
    subjectId: entry.subject.id,
    subject: entry.subject.label,
    details: entry.details ?? {},
  }));
  // Chain by chain, always in the same order: two that write to the same two chains must not wait for each other.
  rows.sort((a, b) => Buffer.compare(Buffer.from(a.customerId ?? ''), Buffer.from(b.customerId ?? '')));
  // Not create: that reads the row back, which the policy allows only to those who may see it.
  await tx.auditEntry.createMany({ data: rows });
}
