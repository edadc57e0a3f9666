import { type AuditRecord, recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';

/** Puts on record that a connection test was ended by whoever asked for it. It proved nothing, so nothing else is kept. */
export async function cancelTest(
  customerId: CustomerId,
  entry: AuditRecord,
): Promise<Result<never, { readonly code: 'test_cancelled' }>> {
  await transact(customerId, async (tx) => {
    await recordAudit(tx, { ...entry, details: { ...entry.details, verdict: 'cancelled' } });
    return succeed(null);
  });
  return fail({ code: 'test_cancelled' });
}
