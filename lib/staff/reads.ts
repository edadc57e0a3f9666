import { auth } from '@/lib/auth';
import { database } from '@/lib/database';
import { env } from '@/lib/env';
import { isSetUpToken } from './set-up-token';
import { type Actor, needsSecondFactor, type PasskeyRow, type SignInBy, type StaffRow } from './staff';

/** Whose session the request's cookie names; null when there is none, it has ended, or the person was deactivated. */
export async function findActor(headers: Headers): Promise<Actor | null> {
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const member = await database().staffMember.findFirst({
    where: { id: session.user.id, deactivatedAt: null },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      secondFactorOn: true,
      lastTestAddress: true,
      assignments: { select: { customerId: true } },
    },
  });
  if (!member) return null;
  const { assignments, ...actor } = member;
  const customerIds = actor.role === 'admin' ? null : assignments.map(({ customerId }) => customerId);
  const signedInBy = session.session.signedInBy as SignInBy;
  const secondFactorNeeded = needsSecondFactor(env().REQUIRE_SECOND_FACTOR, { ...actor, signedInBy });
  return { ...actor, customerIds, secondFactorNeeded };
}

/** How many of this person's recovery codes were not used yet; 0 without a second factor. */
export async function countRecoveryCodes(actor: Actor): Promise<number> {
  if (!actor.secondFactorOn) return 0;
  return (await auth().api.viewBackupCodes({ body: { userId: actor.id } })).backupCodes.length;
}

/** Has this person a password? Who signs in by an identity provider alone has none. */
export async function hasPassword(actor: Actor): Promise<boolean> {
  const where = { staffMemberId: actor.id, providerId: 'credential', password: { not: null } };
  return (await database().staffAccount.count({ where })) > 0;
}

/** This person's passkeys, the oldest first. */
export async function listPasskeys(actor: Actor): Promise<PasskeyRow[]> {
  return database().passkey.findMany({
    where: { staffMemberId: actor.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, synced: true, createdAt: true, lastUsedAt: true },
  });
}

/** Is the set-up open to the holder of this token? */
export async function isSetUpOpen(token: string): Promise<boolean> {
  return isSetUpToken(env().SESSION_SECRET, token) && !(await hasStaff());
}

/** Can anybody sign in here at all? Not before the set-up. */
export async function hasStaff(): Promise<boolean> {
  return (await database().staffMember.count()) > 0;
}

/** All staff members, by name. */
export async function listStaff(): Promise<StaffRow[]> {
  const rows = await database().staffMember.findMany({
    where: { deactivatedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      createdAt: true,
      sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
    },
  });
  return rows.map(({ sessions, ...row }) => ({ ...row, lastSeenAt: sessions[0]?.updatedAt ?? null }));
}
