import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { EVERY_CUSTOMER, type Reach } from '@/lib/scope';
import { findActor } from '@/lib/staff/reads';
import type { Actor } from '@/lib/staff/staff';

/** Whose request this is, asked of the database once per request; null without a session. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const asked = new Headers(await headers());
  // With the session's new name, where an action of this very request has changed it.
  asked.set('cookie', (await cookies()).toString());
  return findActor(asked);
});

/**
 * The same for a page that needs somebody: without a session the visitor goes to the sign-in, without a second factor that
 * is required to where it is set up.
 */
export async function requireActor(): Promise<Actor> {
  const actor = await requireSignedIn();
  return actor.secondFactorNeeded ? redirect('/profile') : actor;
}

/** The same for the frame of every page, and for the page on which a second factor is set up. */
export async function requireSignedIn(): Promise<Actor> {
  return (await currentActor()) ?? redirect('/sign-in');
}

/** The customers that this staff member may see: an admin every one, others those that they are assigned to. */
export function reachOf({ customerIds }: Actor): Reach {
  return customerIds === null ? EVERY_CUSTOMER : { every: false, customerIds };
}
