import { isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { auth } from '@/lib/auth';
import { database } from '@/lib/database';
import { env } from '@/lib/env';
import { type Deed, may } from './deeds';
import { type Factors, needsSecondFactor, type PasskeyRow, type SignInBy } from './factor';
import { hashOfToken } from './invitation-token';
import { deviceOf, oldestSignIn, type SessionRow } from './session';
import { isSetUpToken } from './set-up-token';
import type { Actor, Colleague, InvitationRow, Role, StaffRow } from './staff';

/**
 * Whose session the request's cookie names; null when there is none, it has ended or is older than a session may get,
 * or the person was deactivated.
 */
export async function findActor(headers: Headers): Promise<Actor | null> {
  const found = await auth()
    .api.getSession({ headers })
    .catch((error: unknown) => {
      // It was ended in the moment between being read and being prolonged.
      if (isAPIError(error) && error.status === 'UNAUTHORIZED') return null;
      throw error;
    });
  const session = found?.session;
  // Without its time of proof a session proves nothing; the column always has one.
  if (!session?.confirmedAt || session.createdAt <= oldestSignIn(new Date())) return null;
  const member = await database().staffMember.findFirst({
    where: { id: session.userId, deactivatedAt: null },
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
  const signedInBy = session.signedInBy as SignInBy;
  const secondFactorNeeded = needsSecondFactor(env().REQUIRE_SECOND_FACTOR, {
    isAdmin: actor.role === 'admin',
    secondFactorOn: actor.secondFactorOn,
    signedInBy,
  });
  const { id, confirmedAt } = session;
  return { ...actor, customerIds, secondFactorNeeded, session: { id, confirmedAt } };
}

/** How many of this person's recovery codes were not used yet; 0 without a second factor. */
export async function countRecoveryCodes(actor: Actor): Promise<number> {
  if (!actor.secondFactorOn) return 0;
  return (await auth().api.viewBackupCodes({ body: { userId: actor.id } })).backupCodes.length;
}

/** What somebody signs in with. */
export async function readFactors(staffMemberId: string): Promise<Factors> {
  const where = { staffMemberId };
  const [password, secondFactor, passkeys, links] = await Promise.all([
    hasPassword(staffMemberId),
    database().staffMember.count({ where: { id: staffMemberId, secondFactorOn: true } }),
    database().passkey.count({ where }),
    database().staffAccount.count({ where: { ...where, providerId: { not: 'credential' } } }),
  ]);
  return { password, secondFactor: secondFactor > 0, passkeys, linked: links > 0 };
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

/** The active staff members by name, as everybody here may see them. */
export async function listColleagues(): Promise<Colleague[]> {
  return database().staffMember.findMany({
    where: { deactivatedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, role: true },
  });
}

const staffColumns = {
  id: true,
  name: true,
  email: true,
  role: true,
  createdAt: true,
  deactivatedAt: true,
  sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
  _count: { select: { assignments: true } },
} as const;

type StaffColumns = Omit<StaffRow, 'lastSeenAt' | 'customerCount'> & {
  readonly sessions: readonly { readonly updatedAt: Date }[];
  readonly _count: { readonly assignments: number };
};

const asRow = ({ sessions, _count, ...row }: StaffColumns): StaffRow => ({
  ...row,
  lastSeenAt: sessions[0]?.updatedAt ?? null,
  customerCount: _count.assignments,
});

/** All staff members by name, those that were deactivated after the others. */
export async function listStaff(): Promise<StaffRow[]> {
  const rows = await database().staffMember.findMany({
    orderBy: [{ deactivatedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }, { id: 'asc' }],
    select: staffColumns,
  });
  return rows.map(asRow);
}

/** One staff member, active or not; null when there is none of this id, or it is no id. */
export async function readStaffMember(id: string): Promise<StaffRow | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await database().staffMember.findFirst({ where: { id }, select: staffColumns });
  return row && asRow(row);
}

/** May somebody, who is not asking at this moment, still do this for a customer: active, of a role that may, in reach? */
export async function mayStill(customerId: string, staffMemberId: string, deed: Deed): Promise<boolean> {
  const member = await database().staffMember.findFirst({
    where: { id: staffMemberId, deactivatedAt: null },
    select: { role: true, assignments: { where: { customerId }, select: { customerId: true } } },
  });
  if (!member || !may(member.role, deed)) return false;
  return member.role === 'admin' || member.assignments.length > 0;
}

/** The ids of the customers that somebody is assigned to. */
export async function listAssignedIds(staffMemberId: string): Promise<string[]> {
  const rows = await database().assignment.findMany({
    where: { staffMemberId },
    select: { customerId: true },
  });
  return rows.map(({ customerId }) => customerId);
}

/** The sessions of somebody that go on, the one used last first. */
export async function listSessions(staffMemberId: string, now: Date): Promise<SessionRow[]> {
  const rows = await database().staffSession.findMany({
    where: { staffMemberId, expiresAt: { gt: now }, createdAt: { gt: oldestSignIn(now) } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
  });
  return rows.map(({ id, userAgent, createdAt, updatedAt }) => ({
    id,
    device: deviceOf(userAgent),
    signedInAt: createdAt,
    lastSeenAt: updatedAt,
  }));
}

/** Does somebody sign in with a password? */
export async function hasPassword(staffMemberId: string): Promise<boolean> {
  const where = { staffMemberId, providerId: 'credential', password: { not: null } };
  return (await database().staffAccount.count({ where })) > 0;
}

/** The invitations that were neither used nor withdrawn, the newest first; one that is over stays until it is withdrawn. */
export async function listInvitations(): Promise<InvitationRow[]> {
  const rows = await database().staffInvitation.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      customerIds: true,
      invitedByName: true,
      expiresAt: true,
    },
  });
  return rows.map(({ customerIds, ...row }) => ({ ...row, customerCount: customerIds.length }));
}

/** Whom the invitation of this token is for; null when it is not open: unknown, used, withdrawn and over look alike. */
export async function findInvitation(
  token: string,
  now: Date,
): Promise<{ name: string; email: string; role: Role; customerIds: string[] } | null> {
  return database().staffInvitation.findFirst({
    where: { tokenHash: hashOfToken(token), expiresAt: { gt: now } },
    select: { name: true, email: true, role: true, customerIds: true },
  });
}
