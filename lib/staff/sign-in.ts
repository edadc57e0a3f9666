import { isAPIError } from 'better-auth/api';
import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import type { StaffFailure } from './staff';
import { countAttempt, endSessions, forgetAttempts, isActive, takeBackAttempt } from './store';

const WINDOW_SECONDS = 15 * 60;
const ATTEMPTS_PER_ACCOUNT = 10;
const ATTEMPTS_PER_ADDRESS = 50;

/**
 * Signs a staff member in. Attempts are counted in the database before the password is looked at, per account (also
 * one that does not exist) and per network address, so that the limit holds for server actions and for several
 * processes alike. A right password forgets the account's count and does not count for the network address, behind
 * which a whole office may sit.
 * @returns the Set-Cookie headers of the new session
 */
export async function signIn(input: {
  readonly email: string;
  readonly password: Secret;
  /** The caller's network address as the server knows it, or null. */
  readonly address: string | null;
  /** The request's headers; the user agent is kept with the session. */
  readonly headers: Headers;
}): Promise<Result<{ cookies: string[] }, StaffFailure>> {
  const account = `sign-in:${input.email}`;
  const network = input.address && `sign-in-from:${input.address}`;
  const counted = [await countAttempt(account, WINDOW_SECONDS)];
  const limits = [ATTEMPTS_PER_ACCOUNT];
  if (network) {
    counted.push(await countAttempt(network, WINDOW_SECONDS));
    limits.push(ATTEMPTS_PER_ADDRESS);
  }
  const over = counted.find(({ count }, at) => count > (limits[at] ?? 0));
  if (over) return fail({ code: 'too_many_attempts', retryAt: over.windowEndsAt });

  const answer = await auth()
    .api.signInEmail({
      body: { email: input.email, password: input.password.reveal() },
      headers: input.headers,
      returnHeaders: true,
    })
    .catch((error: unknown) => {
      if (isAPIError(error)) return null;
      throw error;
    });
  if (!answer) return fail({ code: 'sign_in_refused' });

  const { id, name, email } = answer.response.user;
  if (!(await isActive(id))) {
    await endSessions(id);
    return fail({ code: 'sign_in_refused' });
  }
  await record({ deed: 'staff.sign_in', actor: { id, name }, subject: { id, label: email } });
  await forgetAttempts(account);
  if (network) await takeBackAttempt(network);
  return succeed({ cookies: answer.headers.getSetCookie() });
}
