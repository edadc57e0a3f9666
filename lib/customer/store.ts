import type { Transaction } from '@/lib/database';
import type { CustomerId } from './customer';
import type { CustomerFields } from './schema';

/** Adds a customer. @throws Prisma's P2002 when the name is taken (`isUniqueViolation`) */
export async function insertCustomer(
  customerId: CustomerId,
  tx: Transaction,
  fields: CustomerFields,
): Promise<void> {
  await tx.customer.create({ data: { id: customerId, name: fields.customerName, note: fields.note } });
}

/**
 * Lets a staff member see a new customer; an admin sees every one as it is. The one write to the table of assignments
 * outside of staff: without it an agent would lose sight of what they have just added.
 */
export async function assignTo(
  customerId: CustomerId,
  tx: Transaction,
  staffMemberId: string,
): Promise<void> {
  await tx.$executeRaw`
    insert into assignment (staff_member_id, customer_id)
    select id, ${customerId}::uuid from staff_member where id = ${staffMemberId}::uuid and role <> 'admin'`;
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
