import { isAPIError } from 'better-auth/api';
import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { fail, type Result, succeed } from '@/lib/result';
import type { Actor, StaffFailure } from './staff';
import { claimCode, endEarlierSessions } from './store';
import { takeAttempt } from './take-attempt';

/**
 * Switches the second factor on: the first code proves that the app holds the key. From then on each sign-in asks for a
 * code. Sessions in other browsers, which were opened without one, end.
 * @param headers of the request, with the session
 * @returns the recovery codes, which are shown this once, and the Set-Cookie headers of the session's new name
 */
export async function confirmSecondFactor(
  actor: Actor,
  code: string,
  headers: Headers,
): Promise<Result<{ recoveryCodes: string[]; cookies: string[] }, StaffFailure>> {
  if (actor.secondFactorOn) return fail({ code: 'second_factor_on' });
  const subject = async () => ({ id: actor.id, label: actor.email });
  const key = `first-code:${actor.id}`;
  const taken = await takeAttempt([{ key, attempts: 10, windowSeconds: 15 * 60, subject }]);
  if (!taken.ok) return taken;
  if (!(await claimCode(actor.id, code))) return fail({ code: 'code_refused' });
  const answer = await auth()
    .api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
    .catch((error: unknown) => {
      if (isAPIError(error)) return null;
      throw error;
    });
  if (!answer) return fail({ code: 'code_refused' });
  await endEarlierSessions(actor.id);
  await record({ deed: 'staff.set_second_factor', actor, subject: { id: actor.id, label: actor.name } });
  // Made with the key, and said by nobody until now.
  const { backupCodes } = await auth().api.viewBackupCodes({ body: { userId: actor.id } });
  return succeed({ recoveryCodes: backupCodes, cookies: answer.headers.getSetCookie() });
}
