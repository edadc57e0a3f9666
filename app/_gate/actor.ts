import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Reach } from '@/lib/customer/customer';
import { findActor } from '@/lib/staff/reads';
import type { Actor } from '@/lib/staff/staff';

/** Whose request this is, asked of the database once per request; null without a session. */
export const currentActor = cache(async (): Promise<Actor | null> => findActor(await headers()));

/** The same for a page that needs somebody: without a session the visitor goes to the sign-in. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect('/sign-in');
}

/** The customers that this staff member may see. Every one, until assignments exist; their place is here. */
export function reachOf(_actor: Actor): Reach {
  return { every: true };
}
