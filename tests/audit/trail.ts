import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@/tests/support/database';

/** The name of a chain that nobody has written to. */
export const newChain = (): string => randomUUID();

/** Lays entries in the chain of a customer, or of the installation (null), by SQL and past every rule of the app. */
export async function layEntries(
  { sql }: TestDatabase,
  customer: string | null,
  count: number,
): Promise<void> {
  await sql(
    `INSERT INTO audit_entry (deed, actor_id, actor_name, customer_id, customer_name, subject_id, subject, details)
     SELECT 'mailbox.change', gen_random_uuid(), 'Lin ' || n, $1::uuid, CASE WHEN $1 IS NULL THEN NULL ELSE 'Contoso' END,
       'box-' || n, 'box' || n || '@contoso.example', jsonb_build_object('n', n, 'name', 'Desk ' || n)
     FROM generate_series(1, $2::int) AS n`,
    [customer, count],
  );
}
