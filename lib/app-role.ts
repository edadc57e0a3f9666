/** What Postgres says of the role that we are connected as. */
interface RoleFacts {
  readonly role: string;
  readonly superuser: string | null;
  readonly bypasses: string | null;
  readonly makes_roles: string | null;
  readonly replicates: string | null;
  readonly reaches_files: string | null;
  readonly owner: string | null;
}

/**
 * A role also has what the roles have that it may become (SET ROLE), so each answer names the first role that it is or may
 * become which has the power in question. Beside the plain ways past the policies: up to Postgres 15 a role with
 * CREATEROLE may give itself the owner's; one with REPLICATION reads the whole database as a copy; the three predefined
 * roles read and write its files, or run programs, as the server itself.
 */
const QUESTION = `
  SELECT current_user AS role,
    (SELECT min(rolname) FROM pg_roles WHERE rolsuper AND pg_has_role(current_user, oid, 'MEMBER')) AS superuser,
    (SELECT min(rolname) FROM pg_roles WHERE rolbypassrls AND pg_has_role(current_user, oid, 'MEMBER')) AS bypasses,
    (SELECT min(rolname) FROM pg_roles WHERE rolcreaterole AND pg_has_role(current_user, oid, 'MEMBER')) AS makes_roles,
    (SELECT min(rolname) FROM pg_roles WHERE rolreplication AND pg_has_role(current_user, oid, 'MEMBER')) AS replicates,
    (SELECT min(rolname) FROM pg_roles
      WHERE rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
        AND pg_has_role(current_user, oid, 'MEMBER')) AS reaches_files,
    (SELECT min(pg_get_userbyid(relowner)) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND pg_has_role(current_user, relowner, 'MEMBER')) AS owner`;

/** Each power with which a role gets round the policies, worst first: the column that names who has it, and its words. */
const POWERS: readonly (readonly [Exclude<keyof RoleFacts, 'role'>, string])[] = [
  ['superuser', 'is a superuser'],
  ['bypasses', 'has BYPASSRLS'],
  ['owner', 'owns the tables'],
  ['makes_roles', 'has CREATEROLE'],
  ['replicates', 'has REPLICATION'],
  ['reaches_files', "reaches the server's files"],
];

/**
 * May the role that the app is connected as get round the policies that keep customers apart, or take them away?
 * @param ask runs one statement as that role
 * @returns a sentence that says why, with what to do; null when all is well
 */
export async function tooStrongARole(ask: (sql: string) => Promise<unknown[]>): Promise<string | null> {
  const [facts] = (await ask(QUESTION)) as RoleFacts[];
  if (!facts) throw new Error('Postgres did not say who we are');
  const { role } = facts;
  for (const [power, words] of POWERS) {
    const holder = facts[power];
    if (holder === null) continue;
    const byWayOf = holder === role ? '' : `, by way of "${holder}"`;
    return (
      `The role "${role}" of DATABASE_URL ${words}${byWayOf}: row-level security, which keeps customers apart, does not hold for it.\n` +
      'Give DATABASE_URL a role of its own and set DATABASE_OWNER_URL to the owner, who applies migrations at start:\n' +
      "  CREATE ROLE posthouse_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '…';\n" +
      'See "Two roles" in docs/operations.md.'
    );
  }
  return null;
}
