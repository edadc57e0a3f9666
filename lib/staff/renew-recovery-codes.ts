import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { provePerson } from './prove-person';
import type { Actor, StaffFailure } from './staff';

/**
 * Makes ten new recovery codes; those from before open nothing any more.
 * @param headers of the request, with the session
 * @returns the codes, which are shown this once
 */
export async function renewRecoveryCodes(
  actor: Actor,
  password: Secret,
  headers: Headers,
): Promise<Result<{ recoveryCodes: string[] }, StaffFailure>> {
  if (!actor.secondFactorOn) return fail({ code: 'second_factor_off' });
  const proved = await provePerson(actor, password, new Date());
  if (!proved.ok) return proved;
  const body = { password: password.reveal() };
  const { backupCodes } = await auth().api.generateBackupCodes({ body, headers });
  await record({ deed: 'staff.renew_recovery_codes', actor, subject: { id: actor.id, label: actor.name } });
  return succeed({ recoveryCodes: backupCodes });
}
