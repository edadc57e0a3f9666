import pg from 'pg';

let pool: pg.Pool | undefined;

function database(): pg.Pool {
  const connectionString = process.env.POSTHOUSE_TEST_DATABASE_URL;
  if (!connectionString)
    throw new Error('POSTHOUSE_TEST_DATABASE_URL is not set: these are no browser tests');
  if (!pool) {
    pool = new pg.Pool({ connectionString, max: 2, allowExitOnIdle: true });
    // It is stopped while we may still be connected.
    pool.on('error', () => undefined);
  }
  return pool;
}

/** Runs one statement in the database of the app under test, as its owner: to lay rows and to look at the world after. */
export async function sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  return (await database().query<Row>(text, values)).rows;
}

/** What is counted or prolonged by merely asking. */
const RESTLESS = ['attempt_count', 'staff_session'];

/**
 * All that is stored: of every table the number of its rows and a hash of their contents. Equal before and after means
 * that nothing was added, taken away or changed.
 * @param without tables that the deed in between may write
 */
export async function storedWorld(without: readonly string[] = []): Promise<Record<string, string>> {
  // The heads of the chains move with the entries.
  const heads = without.includes('audit_entry') ? ['audit_head'] : [];
  const leftOut = [...RESTLESS, ...without, ...heads];
  const parts = (await allTables())
    .filter(({ name }) => !leftOut.includes(name))
    .map(
      ({ name, quoted }) =>
        `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as state from ${quoted} t`,
    );
  const rows = await sql<{ name: string; state: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

/** Every row of every table as Postgres writes a row, with its table before it. */
export async function dumpDatabase(): Promise<{ where: string; text: string }[]> {
  const dumps = (await allTables()).map(async ({ name, quoted }) => {
    const rows = await sql<{ text: string }>(`select t::text as text from ${quoted} t`);
    return rows.map(({ text }) => ({ where: `table ${name}`, text }));
  });
  return (await Promise.all(dumps)).flat();
}

const allTables = () =>
  sql<{ name: string; quoted: string }>(
    `select tablename as name, quote_ident(schemaname) || '.' || quote_ident(tablename) as quoted
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 2`,
  );
