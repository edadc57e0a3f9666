import { database, type Transaction } from '@/lib/database';
import type { Role } from './staff';

/**
 * Makes sure, until the end of the transaction, that nobody else sets this installation up.
 * @returns false when there is a staff member already
 */
export async function claimSetUp(tx: Transaction): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('posthouse set-up'))`;
  return (await tx.staffMember.count()) === 0;
}

/** Adds a staff member who signs in with a password; `passwordHash` as lib/password-hash.ts makes it. Gives back the id. */
export async function insertStaffMember(
  tx: Transaction,
  member: { readonly name: string; readonly email: string; readonly role: Role },
  passwordHash: string,
): Promise<string> {
  const { id } = await tx.staffMember.create({
    data: { ...member, emailVerified: true },
    select: { id: true },
  });
  await tx.staffAccount.create({
    data: { staffMemberId: id, accountId: id, providerId: 'credential', password: passwordHash },
  });
  return id;
}

/** Is there such a staff member, who was not deactivated? */
export async function isActive(staffMemberId: string): Promise<boolean> {
  return (await database().staffMember.count({ where: { id: staffMemberId, deactivatedAt: null } })) === 1;
}

/** Ends every session of this staff member at once. */
export async function endSessions(staffMemberId: string): Promise<void> {
  await database().staffSession.deleteMany({ where: { staffMemberId } });
}

/**
 * Counts one attempt under `key` and says how many there were in the running window. One statement: two processes
 * cannot both read "one left".
 */
export async function countAttempt(
  key: string,
  windowSeconds: number,
): Promise<{ count: number; windowEndsAt: Date }> {
  const rows = await database().$queryRaw<{ count: number; window_ends_at: Date }[]>`
    insert into attempt_count as counted (key, count, window_ends_at)
    values (${key}, 1, now() + make_interval(secs => ${windowSeconds}))
    on conflict (key) do update set
      count = case when counted.window_ends_at <= now() then 1 else counted.count + 1 end,
      window_ends_at = case when counted.window_ends_at <= now() then excluded.window_ends_at else counted.window_ends_at end
    returning count, window_ends_at`;
  const row = rows[0];
  if (!row) throw new Error('counting an attempt returned no row');
  return { count: row.count, windowEndsAt: row.window_ends_at };
}

/** Forgets the attempts under `key`, and in passing every window that is long over. */
export async function forgetAttempts(key: string): Promise<void> {
  await database().$executeRaw`
    delete from attempt_count where key = ${key} or window_ends_at < now() - interval '1 day'`;
}

/** Takes one attempt under `key` back. */
export async function takeBackAttempt(key: string): Promise<void> {
  await database().$executeRaw`update attempt_count set count = greatest(count - 1, 0) where key = ${key}`;
}
