import type pg from 'pg';

/** One lock of the database that is taken away. */
export interface PolicyMutant {
  readonly name: string;
  readonly sql: string;
}

/** Every policy, table with policies and function that policies ask, each taken away or opened. As the database has them. */
export async function policiesOf(client: pg.Client): Promise<PolicyMutant[]> {
  const { rows: policies } = await client.query<{ table: string; policy: string; checks: boolean }>(
    `select tablename as table, policyname as policy, with_check is not null as checks
     from pg_policies where schemaname = 'public' order by 1, 2`,
  );
  const { rows: tables } = await client.query<{ table: string }>(
    `select relname as table from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by 1`,
  );
  return [
    ...policies.flatMap(({ table, policy, checks }) => [
      { name: `${table}: its policy dropped`, sql: `drop policy "${policy}" on "${table}"` },
      { name: `${table}: its policy shows all`, sql: `alter policy "${policy}" on "${table}" using (true)` },
      ...(checks
        ? [
            {
              name: `${table}: its policy takes all`,
              sql: `alter policy "${policy}" on "${table}" with check (true)`,
            },
          ]
        : []),
    ]),
    ...tables.flatMap(({ table }) => [
      {
        name: `${table}: row-level security off`,
        sql: `alter table "${table}" disable row level security`,
      },
      {
        name: `${table}: not for its owner`,
        sql: `alter table "${table}" no force row level security`,
      },
    ]),
    {
      name: 'scope_is_every() always',
      sql: `create or replace function scope_is_every() returns boolean language sql stable parallel safe as 'select true'`,
    },
    {
      name: 'scope_customers() of all',
      sql: `create or replace function scope_customers() returns uuid[] language sql stable parallel safe security definer
            set row_security = off as 'select coalesce(array_agg(id), ''{}'') from customer'`,
    },
  ];
}
