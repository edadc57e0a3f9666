import { z } from 'zod';
import { literally, read } from '@/lib/database';
import type { Reach } from '@/lib/scope';
import type { CustomerDetails, CustomerId, CustomerRow } from './customer';

const inReach = (reach: Reach) => (reach.every ? {} : { id: { in: [...reach.customerIds] } });

/** The reach as a condition on any table with a `customerId`. */
export function whereInReach(reach: Reach): { customerId?: { in: string[] } } {
  return reach.every ? {} : { customerId: { in: [...reach.customerIds] } };
}

/**
 * The only maker of a {@link CustomerId} from text: null when it is no id, there is no such customer, or it lies
 * outside the asker's reach. The three are not told apart.
 */
export async function customerInReach(reach: Reach, id: string): Promise<CustomerId | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await read(reach, (reader) =>
    reader.customer.findFirst({ where: { AND: [{ id }, inReach(reach)] }, select: { id: true } }),
  );
  return row && (row.id as CustomerId);
}

/** One customer, or null when it has gone meanwhile. */
export async function readCustomer(customerId: CustomerId): Promise<CustomerDetails | null> {
  const row = await read(customerId, (reader) =>
    reader.customer.findFirst({
      where: { id: customerId },
      select: { id: true, name: true, note: true, revision: true, createdAt: true },
    }),
  );
  return row && { ...row, id: row.id as CustomerId };
}

/** How many customers a page of the list holds. */
export const CUSTOMER_PAGE_SIZE = 50;

/** Customers by name, narrowed by `search` in name or note (case does not count). */
export async function listCustomers(
  reach: Reach,
  query: { readonly search: string; readonly page: number },
): Promise<{ rows: CustomerRow[]; total: number }> {
  const text = { contains: literally(query.search), mode: 'insensitive' as const };
  const where = { AND: [inReach(reach), query.search ? { OR: [{ name: text }, { note: text }] } : {}] };
  const [total, rows] = await read(reach, (reader) =>
    Promise.all([
      reader.customer.count({ where }),
      reader.customer.findMany({
        where,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        skip: (query.page - 1) * CUSTOMER_PAGE_SIZE,
        take: CUSTOMER_PAGE_SIZE,
        select: {
          id: true,
          name: true,
          note: true,
          _count: { select: { mailboxes: true, registrations: true } },
        },
      }),
    ]),
  );
  return {
    total,
    rows: rows.map(({ _count, ...row }) => ({
      ...row,
      id: row.id as CustomerId,
      mailboxCount: _count.mailboxes,
      registrationCount: _count.registrations,
    })),
  };
}

/** Every customer in reach for a choice in a form, by name. */
export async function listCustomerChoices(reach: Reach): Promise<{ id: CustomerId; name: string }[]> {
  const rows = await read(reach, (reader) =>
    reader.customer.findMany({
      where: inReach(reach),
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true },
    }),
  );
  return rows.map((row) => ({ ...row, id: row.id as CustomerId }));
}
