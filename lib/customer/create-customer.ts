import { randomUUID } from 'node:crypto';
import type { AuditActor } from '@/lib/audit/audit';
import { recordAudit } from '@/lib/audit/record-audit';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { CustomerFailure, CustomerId } from './customer';
import type { CustomerFields } from './schema';
import { assignTo, insertCustomer } from './store';

/**
 * Adds a customer, and lets whoever added it see it. A name that is taken is `customer_name_taken`, also when it is that
 * of a customer that the actor may not see: two of one name would be mixed up by everybody else.
 */
export async function createCustomer(
  actor: AuditActor,
  input: CustomerFields,
): Promise<Result<{ id: CustomerId }, CustomerFailure>> {
  const id = randomUUID() as CustomerId;
  try {
    return await transact<{ id: CustomerId }, CustomerFailure>(id, async (tx) => {
      await insertCustomer(id, tx, input);
      if (actor) await assignTo(id, tx, actor.id);
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
