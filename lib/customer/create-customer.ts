import type { AuditActor } from '@/lib/audit/audit';
import { recordAudit } from '@/lib/audit/record-audit';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { CustomerFailure, CustomerId } from './customer';
import type { CustomerFields } from './schema';
import { insertCustomer } from './store';

/** Adds a customer. A name that is taken is `customer_name_taken`. */
export async function createCustomer(
  actor: AuditActor,
  input: CustomerFields,
): Promise<Result<{ id: CustomerId }, CustomerFailure>> {
  try {
    return await transact<{ id: CustomerId }, CustomerFailure>(async (tx) => {
      const id = await insertCustomer(tx, input);
      const customer = { id, name: input.customerName };
      await recordAudit(tx, {
        deed: 'customer.create',
        actor,
        customer,
        subject: { id, label: customer.name },
      });
      return succeed({ id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'customer_name_taken' });
    throw error;
  }
}
