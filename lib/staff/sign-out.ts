import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import type { Actor } from './staff';

/**
 * Ends the session that the request's cookie names, in the database as well as in the browser.
 * @returns the Set-Cookie headers that clear the cookie
 */
export async function signOut(actor: Actor | null, headers: Headers): Promise<{ cookies: string[] }> {
  const answer = await auth().api.signOut({ headers, returnHeaders: true });
  if (actor) await record({ deed: 'staff.sign_out', actor, subject: { id: actor.id, label: actor.email } });
  return { cookies: answer.headers.getSetCookie() };
}
