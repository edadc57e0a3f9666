import { sql } from '../support/run-database';

/** Every row of a customer, as it stands, in any order that does not change. */
export async function rowsOf(customer: string): Promise<string> {
  const rows = await Promise.all(
    (await tablesOfCustomers()).map(({ name, owner }) =>
      sql<{ rows: string }>(
        `select '${name}' || coalesce(json_agg(t order by t::text)::text, '') as rows from ${name} t where ${owner} = $1`,
        [customer],
      ),
    ),
  );
  return rows.map(([row]) => row?.rows).join('\n');
}

/**
 * Remembers every row of a customer, apart from the audit trail, which nobody can take back, and the staff member who
 * works for that customer alone, with their sessions.
 * @returns puts them back as they were
 */
export async function keepRows(customer: string, staffMember: string): Promise<() => Promise<void>> {
  const tables = (await tablesOfCustomers())
    .filter(({ name }) => name !== 'audit_entry')
    .map((table) => ({ ...table, id: customer }));
  const person = [
    { name: 'staff_member', owner: 'id', id: staffMember },
    { name: 'staff_session', owner: 'staff_member_id', id: staffMember },
  ];
  const kept = await Promise.all(
    [...tables, ...person].map(async ({ name, owner, id }) => {
      const [row] = await sql<{ rows: string }>(
        `select coalesce(json_agg(t), '[]')::text as rows from ${name} t where ${owner} = $1`,
        [id],
      );
      const rows = `$rows$${row?.rows}$rows$`;
      return `delete from ${name} where ${owner} = '${id}';
        insert into ${name} select * from json_populate_recordset(null::${name}, ${rows});`;
    }),
  );
  // As a replica, which asks no foreign key in between.
  const statements = `begin; set local session_replication_role = replica; ${kept.join('\n')} commit`;
  return async () => {
    await sql(statements);
  };
}

const tablesOfCustomers = () =>
  sql<{ name: string; owner: string }>(
    `select c.table_name as name, c.column_name as owner
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE'
       and (c.column_name = 'customer_id' or (c.table_name = 'customer' and c.column_name = 'id'))
     order by 1`,
  );
