import type pg from 'pg';

/** One lock of the database that is taken away. */
export interface PolicyMutant {
  readonly name: string;
  readonly sql: string;
}

/** Every policy and every table with policies, each taken away or opened. As the database has them. */
export async function policiesOf(client: pg.Client): Promise<PolicyMutant[]> {
  const { rows: policies } = await client.query<{ table: string; policy: string; checks: boolean }>(
    `select tablename as table, policyname as policy, with_check is not null as checks
     from pg_policies where schemaname = 'public' order by 1, 2`,
  );
  const { rows: tables } = await client.query<{ table: string; forced: boolean }>(
    `select relname as table, relforcerowsecurity as forced from pg_class
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
    ...tables.map(({ table }) => ({
      name: `${table}: row-level security off`,
      sql: `alter table "${table}" disable row level security`,
    })),
    ...tables
      .filter(({ forced }) => forced)
      .map(({ table }) => ({
        name: `${table}: not for its owner`,
        sql: `alter table "${table}" no force row level security`,
      })),
  ];
}
