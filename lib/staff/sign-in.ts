import { isAPIError } from 'better-auth/api';
import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { env } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import type { Browser, SignedIn } from './factor';
import { makeKnownDevice, readKnownDevice } from './known-device';
import { networkLimit } from './network-limit';
import type { StaffFailure } from './staff';
import { endSessions, findActiveMember, forgetAttempts, takeBackAttempt } from './store';
import { type Limit, takeAttempt } from './take-attempt';

const WINDOW_SECONDS = 15 * 60;
const ATTEMPTS_PER_ACCOUNT = 10;

/** What a right password opens: a session, or the question for a code. The cookies are Set-Cookie headers. */
export type PasswordTaken =
  | ({ readonly step: 'signed_in' } & SignedIn)
  | { readonly step: 'code'; readonly cookies: string[] };

/**
 * The password of a sign-in. Attempts are counted per account (also one that does not exist), apart for a browser that
 * signed in to it before, and per network address. A right password forgets the account's count and does not count for the
 * network address, behind which a whole office may sit. Somebody with a second factor has no session before the code.
 */
export async function signIn(
  input: { readonly email: string; readonly password: Secret } & Browser,
): Promise<Result<PasswordTaken, StaffFailure>> {
  const { email, password, headers } = input;
  const secret = env().SESSION_SECRET;
  const device = readKnownDevice(secret, email, input.knownDevice, new Date());
  const account = accountLimit(email, device);
  const network = input.address ? networkLimit(input.address) : null;
  const taken = await takeAttempt(network ? [account, network] : [account]);
  if (!taken.ok) return taken;

  const answer = await auth()
    .api.signInEmail({ body: { email, password: password.reveal() }, headers, returnHeaders: true })
    .catch((error: unknown) => {
      if (isAPIError(error)) return null;
      throw error;
    });
  if (!answer) return fail({ code: 'sign_in_refused' });

  const member = await findActiveMember({ email });
  if (!member) {
    if ('user' in answer.response) await endSessions(answer.response.user.id);
    return fail({ code: 'sign_in_refused' });
  }
  await forgetAttempts(account.key);
  if (network) await takeBackAttempt(network.key);
  const cookies = answer.headers.getSetCookie();
  if ('twoFactorRedirect' in answer.response) return succeed({ step: 'code', cookies });
  const { id, name } = member;
  await record({ deed: 'staff.sign_in', actor: { id, name }, subject: { id, label: member.email } });
  return succeed({ step: 'signed_in', cookies, knownDevice: makeKnownDevice(secret, email, new Date()) });
}

function accountLimit(email: string, device: string | null): Limit {
  return {
    key: device ? `sign-in:${email}:${device}` : `sign-in:${email}`,
    attempts: ATTEMPTS_PER_ACCOUNT,
    windowSeconds: WINDOW_SECONDS,
    // Whatever is typed is no reason for an entry: nobody could do anything about it.
    subject: async () => {
      const member = await findActiveMember({ email });
      return member && { id: member.id, label: member.email };
    },
  };
}
