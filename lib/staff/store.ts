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

/** Adds a staff member who signs in with a password; `passwordHash` as better-auth makes it. Gives back the id. */
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

/** The staff member of this id or e-mail, if there is one who was not deactivated. */
export async function findActiveMember(
  by: { readonly id: string } | { readonly email: string },
): Promise<{ id: string; name: string; email: string } | null> {
  return database().staffMember.findFirst({
    where: { ...by, deactivatedAt: null },
    select: { id: true, name: true, email: true },
  });
}

/** Is this staff member linked to somebody of this identity provider? */
export async function hasIdentity(staffMemberId: string, providerId: string): Promise<boolean> {
  return (await database().staffAccount.count({ where: { staffMemberId, providerId } })) > 0;
}

/** Ends every session of this staff member at once. */
export async function endSessions(staffMemberId: string): Promise<void> {
  await database().staffSession.deleteMany({ where: { staffMemberId } });
}

/** Ends every session of this staff member but the one that was opened last. */
export async function endEarlierSessions(staffMemberId: string): Promise<void> {
  await database().$executeRaw`
    delete from staff_session where staff_member_id = ${staffMemberId}::uuid and created_at <
      (select max(created_at) from staff_session where staff_member_id = ${staffMemberId}::uuid)`;
}

/**
 * Deletes what this staff member signs in with beside the password and ends their sessions.
 * @returns whose they were and how many passkeys; null when there is no such staff member
 */
export async function deleteFactors(
  tx: Transaction,
  staffMemberId: string,
): Promise<{ email: string; passkeys: number } | null> {
  const where = { staffMemberId };
  const member = await tx.staffMember.findFirst({ where: { id: staffMemberId }, select: { email: true } });
  if (!member) return null;
  await tx.staffMember.update({ where: { id: staffMemberId }, data: { secondFactorOn: false } });
  await tx.secondFactor.deleteMany({ where });
  const { count } = await tx.passkey.deleteMany({ where });
  await tx.staffAccount.deleteMany({ where: { ...where, providerId: { not: 'credential' } } });
  await tx.staffSession.deleteMany({ where });
  return { email: member.email, passkeys: count };
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

/** A passkey as it is kept, without whose it is. */
export interface NewPasskey {
  readonly name: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly synced: boolean;
}

/** Keeps a passkey of this staff member. @throws the unique violation of one that is kept already */
export async function insertPasskey(
  tx: Transaction,
  staffMemberId: string,
  passkey: NewPasskey,
): Promise<void> {
  await tx.passkey.create({ data: { ...passkey, transports: [...passkey.transports], staffMemberId } });
}

/** WebAuthn's ids of this staff member's passkeys, with how a browser reaches each. */
export async function findPasskeyIds(staffMemberId: string): Promise<{ id: string; transports: string[] }[]> {
  const rows = await database().passkey.findMany({
    where: { staffMemberId },
    select: { credentialId: true, transports: true },
  });
  return rows.map(({ credentialId, transports }) => ({ id: credentialId, transports }));
}

/** The passkey of this WebAuthn id, of somebody who was not deactivated. */
export async function findPasskey(credentialId: string) {
  return database().passkey.findFirst({
    where: { credentialId, staffMember: { deactivatedAt: null } },
    select: {
      id: true,
      publicKey: true,
      counter: true,
      staffMember: { select: { id: true, name: true, email: true } },
    },
  });
}

/** Notes that a passkey has signed somebody in, and what it counts. */
export async function noteUseOfPasskey(id: string, counter: number): Promise<void> {
  await database().passkey.updateMany({ where: { id }, data: { counter, lastUsedAt: new Date() } });
}

/** Deletes one of this staff member's passkeys. @returns its name; null when it is not there or not theirs */
export async function deletePasskey(
  tx: Transaction,
  staffMemberId: string,
  id: string,
): Promise<string | null> {
  const passkey = await tx.passkey.findFirst({ where: { id, staffMemberId }, select: { name: true } });
  const { count } = await tx.passkey.deleteMany({ where: { id, staffMemberId } });
  return passkey && count === 1 ? passkey.name : null;
}

/** Takes a passkey's challenge for this one use; it lives for less than the ten minutes that this is kept. */
export async function claimChallenge(challenge: string): Promise<boolean> {
  return (await countAttempt(`passkey-used:${challenge}`, 600)).count === 1;
}

/** For longer than an authenticator app's code is taken: its half minute, the one before and the one after. */
const CODE_SECONDS = 120;

/** Takes an authenticator app's code for this one use. @returns false when somebody was faster with the same */
export async function claimCode(staffMemberId: string, code: string): Promise<boolean> {
  return (await countAttempt(`code-used:${staffMemberId}:${code}`, CODE_SECONDS)).count === 1;
}

/** Takes one attempt under `key` back. */
export async function takeBackAttempt(key: string): Promise<void> {
  await database().$executeRaw`update attempt_count set count = greatest(count - 1, 0) where key = ${key}`;
}
