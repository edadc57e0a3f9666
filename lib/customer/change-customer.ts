import type { AuditActor } from '@/lib/audit/audit';
import { recordAudit } from '@/lib/audit/record-audit';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { CustomerFailure, CustomerId } from './customer';
import type { CustomerFields } from './schema';

/**
 * Saves a customer's name and note, if it is still at `revision`: the second of two people who edit at once gets
 * `customer_changed` and overwrites nothing.
 */
export async function changeCustomer(
  customerId: CustomerId,
  actor: AuditActor,
  input: CustomerFields & { readonly revision: number },
): Promise<Result<{ id: CustomerId }, CustomerFailure>> {
  try {
    return await transact(async (tx) => {
      const { count } = await tx.customer.updateMany({
        where: { id: customerId, revision: input.revision },
        data: { name: input.customerName, note: input.note, revision: { increment: 1 } },
      });
      if (count === 0) return fail({ code: 'customer_changed' });
      const customer = { id: customerId, name: input.customerName };
      const subject = { id: customerId, label: input.customerName };
      await recordAudit(tx, { deed: 'customer.change', actor, customer, subject });
      return succeed({ id: customerId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'customer_name_taken' });
    throw error;
  }
}
