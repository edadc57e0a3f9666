/** What Postgres says of the role that we are connected as. */
interface RoleFacts {
  readonly role: string;
  readonly superuser: string | null;
  readonly bypasses: string | null;
  readonly owner: string | null;
}

/**
 * A role also has what the roles have that it may become (SET ROLE), so each answer names the first role that it is or may
 * become which has the power in question.
 */
const QUESTION = `
  SELECT current_user AS role,
    (SELECT min(rolname) FROM pg_roles WHERE rolsuper AND pg_has_role(current_user, oid, 'MEMBER')) AS superuser,
    (SELECT min(rolname) FROM pg_roles WHERE rolbypassrls AND pg_has_role(current_user, oid, 'MEMBER')) AS bypasses,
    (SELECT min(pg_get_userbyid(relowner)) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND pg_has_role(current_user, relowner, 'MEMBER')) AS owner`;

/**
 * May the role that the app is connected as get round the policies that keep customers apart, or take them away?
 * @param ask runs one statement as that role
 * @returns a sentence that says why, with what to do; null when all is well
 */
export async function tooStrongARole(ask: (sql: string) => Promise<unknown[]>): Promise<string | null> {
  const [facts] = (await ask(QUESTION)) as RoleFacts[];
  if (!facts) throw new Error('Postgres did not say who we are');
  const { role, superuser, bypasses, owner } = facts;
  const why = superuser
    ? `is a superuser${as(role, superuser)}`
    : bypasses
      ? `has BYPASSRLS${as(role, bypasses)}`
      : owner
        ? `owns the tables${as(role, owner)}`
        : null;
  if (!why) return null;
  return (
    `The role "${role}" of DATABASE_URL ${why}: row-level security, which keeps customers apart, does not hold for it.\n` +
    'Give DATABASE_URL a role of its own and set DATABASE_OWNER_URL to the owner, who applies migrations at start:\n' +
    "  CREATE ROLE posthouse_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '…';\n" +
    'See "Two roles" in docs/operations.md.'
  );
}

const as = (role: string, other: string) => (role === other ? '' : `, by way of "${other}"`);
