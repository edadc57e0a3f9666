import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { fail, type Result } from '@/lib/result';
import type { Actor, StaffFailure } from './staff';
import { withOwnPassword } from './with-own-password';

/**
 * Switches one's own second factor off; its key and its recovery codes are deleted.
 * @param headers of the request, with the session
 * @returns the Set-Cookie headers of the session's new name
 */
export async function removeSecondFactor(
  actor: Actor,
  password: string,
  headers: Headers,
): Promise<Result<{ cookies: string[] }, StaffFailure>> {
  if (!actor.secondFactorOn) return fail({ code: 'second_factor_off' });
  return withOwnPassword(actor, async () => {
    const answer = await auth().api.disableTwoFactor({ body: { password }, headers, returnHeaders: true });
    const subject = { id: actor.id, label: actor.email };
    await record({ deed: 'staff.remove_second_factor', actor, subject });
    return { cookies: answer.headers.getSetCookie() };
  });
}
