import type { AuditActor } from '@/lib/audit/audit';
import { recordAudit } from '@/lib/audit/record-audit';
import { database, isUniqueViolation } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { CustomerFailure, CustomerId } from './customer';
import type { CustomerFields } from './schema';

/** Adds a customer. A name that is taken is `customer_name_taken`. */
export async function createCustomer(
  actor: AuditActor,
  input: CustomerFields,
): Promise<Result<{ id: CustomerId }, CustomerFailure>> {
  try {
    return await database().$transaction(async (tx) => {
      const { id } = await tx.customer.create({
        data: { name: input.customerName, note: input.note },
        select: { id: true },
      });
      const customer = { id, name: input.customerName };
      await recordAudit(tx, {
        deed: 'customer.create',
        actor,
        customer,
        subject: { id, label: customer.name },
      });
      return succeed({ id: id as CustomerId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'customer_name_taken' });
    throw error;
  }
}
