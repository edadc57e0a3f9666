import { auth } from '@/lib/auth';
import { database } from '@/lib/database';
import { env } from '@/lib/env';
import { isSetUpToken } from './set-up-token';
import type { Actor, StaffRow } from './staff';

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
      lastTestAddress: true,
      assignments: { select: { customerId: true } },
    },
  });
  if (!member) return null;
  const { assignments, ...actor } = member;
  const customerIds = actor.role === 'admin' ? null : assignments.map(({ customerId }) => customerId);
  return { ...actor, customerIds };
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
