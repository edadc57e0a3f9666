import { isAPIError } from 'better-auth/api';
import { fail, type Result, succeed } from '@/lib/result';
import type { Actor, StaffFailure } from './staff';
import { forgetAttempts } from './store';
import { takeAttempt } from './take-attempt';

/**
 * Runs what better-auth does only with one's own password. Whoever sits down at an open session may guess at it as little
 * as at the sign-in: ten times in fifteen minutes.
 */
export async function withOwnPassword<T>(
  actor: Actor,
  work: () => Promise<T>,
): Promise<Result<T, StaffFailure>> {
  const key = `own-password:${actor.id}`;
  const subject = async () => ({ id: actor.id, label: actor.email });
  const taken = await takeAttempt([{ key, attempts: 10, windowSeconds: 15 * 60, subject }]);
  if (!taken.ok) return taken;
  try {
    const value = await work();
    await forgetAttempts(key);
    return succeed(value);
  } catch (error) {
    if (isAPIError(error) && error.body?.code === 'INVALID_PASSWORD')
      return fail({ code: 'password_refused' });
    throw error;
  }
}
