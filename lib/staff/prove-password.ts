import { verifyPassword } from '@/lib/password-hash';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import type { StaffFailure } from './staff';
import { findActiveMember, findPasswordHash, forgetAttempts } from './store';
import { takeAttempt } from './take-attempt';

const WINDOW_SECONDS = 15 * 60;
const ATTEMPTS = 10;

/**
 * Is this the password of somebody who is signed in already? Attempts are counted before it is looked at, as at sign-in
 * but apart from it: whoever found a screen left open cannot guess on, and does not keep the owner from signing in.
 * Somebody who signs in without a password has none that is right.
 * @returns the hash that it was compared with
 */
export async function provePassword(
  staffMemberId: string,
  password: Secret,
): Promise<Result<{ hash: string }, StaffFailure>> {
  const key = `prove:${staffMemberId}`;
  const subject = async () => {
    const member = await findActiveMember({ id: staffMemberId });
    return member && { id: member.id, label: member.email };
  };
  const limit = { key, attempts: ATTEMPTS, windowSeconds: WINDOW_SECONDS, subject };
  const taken = await takeAttempt([limit]);
  if (!taken.ok) return fail({ ...taken.failure, code: 'password_attempts' });
  const hash = await findPasswordHash(staffMemberId);
  if (!hash || !(await verifyPassword({ hash, password: password.reveal() })))
    return fail({ code: 'password_refused' });
  await forgetAttempts(key);
  return succeed({ hash });
}
