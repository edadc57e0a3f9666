import type { AuditActor } from '@/lib/audit/audit';
import { recordAudit } from '@/lib/audit/record-audit';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { CustomerFailure, CustomerId } from './customer';
import type { CustomerFields } from './schema';
import { findName, updateCustomer } from './store';

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
    return await transact<{ id: CustomerId }, CustomerFailure>(customerId, async (tx) => {
      const nameBefore = await findName(customerId, tx);
      if (!(await updateCustomer(customerId, tx, input))) return fail({ code: 'customer_changed' });
      const customer = { id: customerId, name: input.customerName };
      const subject = { id: customerId, label: input.customerName };
      const renamed = nameBefore !== null && nameBefore !== input.customerName;
      await recordAudit(tx, {
        deed: 'customer.change',
        actor,
        customer,
        subject,
        details: renamed ? { nameBefore, name: input.customerName } : {},
      });
      return succeed({ id: customerId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'customer_name_taken' });
    throw error;
  }
}
