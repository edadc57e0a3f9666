'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { signOut as endSession } from '@/lib/staff/sign-out';
import { currentActor } from './actor';
import { setCookies } from './set-cookies';

/** Ends the session and goes to the sign-in; also when the session had ended by itself. */
export async function signOut(): Promise<void> {
  const { cookies } = await endSession(await currentActor(), await headers());
  await setCookies(cookies);
  redirect('/sign-in');
}
