import { database, type Transaction } from '@/lib/database';
import type { InvitationFields } from './schema';
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

/**
 * Holds the rows of all active admins until the end of the transaction, so that two who take each other's role away
 * take turns.
 * @returns their ids
 */
export async function lockAdmins(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from staff_member where role = 'admin' and deactivated_at is null order by id for update`;
  return rows.map(({ id }) => id);
}

/** A staff member as it stands at the moment, active or not; null when there is none. */
export async function findStaffMember(
  tx: Transaction,
  staffMemberId: string,
): Promise<{ id: string; name: string; email: string; role: Role } | null> {
  return tx.staffMember.findUnique({
    where: { id: staffMemberId },
    select: { id: true, name: true, email: true, role: true },
  });
}

/** Has any staff member, active or not, this address? */
export async function isEmailTaken(tx: Transaction, email: string): Promise<boolean> {
  return (await tx.staffMember.count({ where: { email } })) > 0;
}

/** Changes a role. @returns false when it is no longer `before` */
export async function updateRole(
  tx: Transaction,
  staffMemberId: string,
  roles: { readonly before: Role; readonly role: Role },
): Promise<boolean> {
  const { count } = await tx.staffMember.updateMany({
    where: { id: staffMemberId, role: roles.before },
    data: { role: roles.role },
  });
  return count === 1;
}

/** Deactivates at this moment, or with null reactivates. @returns false when that was so already */
export async function updateDeactivated(
  tx: Transaction,
  staffMemberId: string,
  at: Date | null,
): Promise<boolean> {
  const { count } = await tx.staffMember.updateMany({
    where: { id: staffMemberId, deactivatedAt: at ? null : { not: null } },
    data: { deactivatedAt: at },
  });
  return count === 1;
}

/** Writes what somebody is called. */
export async function updateName(tx: Transaction, staffMemberId: string, name: string): Promise<void> {
  await tx.staffMember.update({ where: { id: staffMemberId }, data: { name }, select: { id: true } });
}

/** The hash of somebody's password; null for who signs in without one. */
export async function findPasswordHash(staffMemberId: string): Promise<string | null> {
  const account = await database().staffAccount.findFirst({
    where: { staffMemberId, providerId: 'credential' },
    select: { password: true },
  });
  return account?.password ?? null;
}

/** Puts another hash in the place of `before`. @returns false when that is no longer the one stored */
export async function updatePasswordHash(
  tx: Transaction,
  staffMemberId: string,
  hashes: { readonly before: string; readonly hash: string },
): Promise<boolean> {
  const { count } = await tx.staffAccount.updateMany({
    where: { staffMemberId, providerId: 'credential', password: hashes.before },
    data: { password: hashes.hash },
  });
  return count === 1;
}

/**
 * Assigns those of these customers that lie in the transaction's scope.
 * @returns the ones that were not assigned before
 */
export async function insertAssignments(
  tx: Transaction,
  staffMemberId: string,
  customerIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw`
    with added as (
      insert into assignment (staff_member_id, customer_id)
      select ${staffMemberId}::uuid, id from customer where id = any (${customerIds}::uuid[])
      on conflict do nothing returning customer_id
    )
    select id, name from customer where id in (select customer_id from added) order by name, id`;
}

/** Takes these customers away, as far as the transaction's scope goes. @returns the ones that were assigned before */
export async function deleteAssignments(
  tx: Transaction,
  staffMemberId: string,
  customerIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw`
    with removed as (
      delete from assignment using customer
      where staff_member_id = ${staffMemberId}::uuid and customer_id = any (${customerIds}::uuid[]) and id = customer_id
      returning id, name
    )
    select id, name from removed order by name, id`;
}

/** Those of these customers that lie in the transaction's scope. */
export async function customersInScope(tx: Transaction, customerIds: readonly string[]): Promise<string[]> {
  const rows = await tx.customer.findMany({ where: { id: { in: [...customerIds] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Writes an invitation down, in the place of one that the same address had. Gives back its id. */
export async function writeInvitation(
  tx: Transaction,
  invitation: InvitationFields & {
    readonly tokenHash: string;
    readonly invitedBy: { readonly id: string; readonly name: string };
    readonly expiresAt: Date;
  },
): Promise<string> {
  const { email, invitedBy, customerIds, ...rest } = invitation;
  const values = {
    ...rest,
    customerIds: [...customerIds],
    invitedById: invitedBy.id,
    invitedByName: invitedBy.name,
    createdAt: new Date(),
  };
  const { id } = await tx.staffInvitation.upsert({
    where: { email },
    create: { email, ...values },
    update: values,
    select: { id: true },
  });
  return id;
}

/** An invitation as it was when it was taken out of the table. */
export interface TakenInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly customerIds: readonly string[];
  readonly invitedById: string;
  readonly invitedByName: string;
}

/** Takes the invitation of this token out of the table; of two who use it at once one gets it. Null when it is not open. */
export async function takeInvitation(
  tx: Transaction,
  tokenHash: string,
  now: Date,
): Promise<TakenInvitation | null> {
  const rows = await tx.$queryRaw<TakenInvitation[]>`
    delete from staff_invitation where token_hash = ${tokenHash} and expires_at > ${now}
    returning id, email, role, customer_ids as "customerIds",
      invited_by_id as "invitedById", invited_by_name as "invitedByName"`;
  return rows[0] ?? null;
}

/** Takes invitations out of the table: one by its id, or all that somebody made. @returns whom they were for */
export async function deleteInvitations(
  tx: Transaction,
  which: { readonly id: string } | { readonly invitedById: string },
): Promise<{ id: string; email: string }[]> {
  const id = 'id' in which ? which.id : null;
  const invitedById = 'invitedById' in which ? which.invitedById : null;
  return tx.$queryRaw`
    delete from staff_invitation where id = ${id}::uuid or invited_by_id = ${invitedById}::uuid returning id, email`;
}

/** Ends sessions of somebody: one by its id, all, or all but one. @returns how many there were */
export async function deleteSessions(
  tx: Transaction,
  staffMemberId: string,
  which: { readonly id?: string; readonly except?: string } = {},
): Promise<number> {
  const { count } = await tx.staffSession.deleteMany({
    where: { staffMemberId, id: { equals: which.id, not: which.except } },
  });
  return count;
}

/** Notes that the person behind a session has proved who they are. */
export async function updateConfirmed(tx: Transaction, sessionId: string, at: Date): Promise<void> {
  await tx.staffSession.updateMany({ where: { id: sessionId }, data: { confirmedAt: at } });
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

/** Deletes what this staff member signs in with beside the password. @returns how many passkeys that were */
export async function deleteFactors(tx: Transaction, staffMemberId: string): Promise<number> {
  const where = { staffMemberId };
  await tx.staffMember.updateMany({ where: { id: staffMemberId }, data: { secondFactorOn: false } });
  await tx.secondFactor.deleteMany({ where });
  await tx.staffAccount.deleteMany({ where: { ...where, providerId: { not: 'credential' } } });
  return (await tx.passkey.deleteMany({ where })).count;
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
