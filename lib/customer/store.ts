import type { Transaction } from '@/lib/database';
import type { CustomerId } from './customer';
import type { CustomerFields } from './schema';

/** Adds a customer. @throws Prisma's P2002 when the name is taken (`isUniqueViolation`) */
export async function insertCustomer(tx: Transaction, fields: CustomerFields): Promise<CustomerId> {
  const { id } = await tx.customer.create({
    data: { name: fields.customerName, note: fields.note },
    select: { id: true },
  });
  return id as CustomerId;
}

/** What a customer is called at the moment; null when it has gone. */
export async function findName(customerId: CustomerId, tx: Transaction): Promise<string | null> {
  const row = await tx.customer.findUnique({ where: { id: customerId }, select: { name: true } });
  return row?.name ?? null;
}

/**
 * Writes a customer's name and note if it is still at `revision`.
 * @returns false when somebody else was quicker, or it has gone
 * @throws Prisma's P2002 when the name is taken (`isUniqueViolation`)
 */
export async function updateCustomer(
  customerId: CustomerId,
  tx: Transaction,
  fields: CustomerFields & { readonly revision: number },
): Promise<boolean> {
  const { count } = await tx.customer.updateMany({
    where: { id: customerId, revision: fields.revision },
    data: { name: fields.customerName, note: fields.note, revision: { increment: 1 } },
  });
  return count === 1;
}
