import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { provePerson } from './prove-person';
import type { Actor, StaffFailure } from './staff';

/**
 * Switches one's own second factor off; its key and its recovery codes are deleted.
 * @param headers of the request, with the session
 * @returns the Set-Cookie headers of the session's new name
 */
export async function removeSecondFactor(
  actor: Actor,
  password: Secret,
  headers: Headers,
): Promise<Result<{ cookies: string[] }, StaffFailure>> {
  if (!actor.secondFactorOn) return fail({ code: 'second_factor_off' });
  const proved = await provePerson(actor, password, new Date());
  if (!proved.ok) return proved;
  const body = { password: password.reveal() };
  const answer = await auth().api.disableTwoFactor({ body, headers, returnHeaders: true });
  await record({ deed: 'staff.remove_second_factor', actor, subject: { id: actor.id, label: actor.name } });
  return succeed({ cookies: answer.headers.getSetCookie() });
}
