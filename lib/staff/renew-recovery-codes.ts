import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { fail, type Result } from '@/lib/result';
import type { Actor, StaffFailure } from './staff';
import { withOwnPassword } from './with-own-password';

/**
 * Makes ten new recovery codes; those from before open nothing any more.
 * @param headers of the request, with the session
 * @returns the codes, which are shown this once
 */
export async function renewRecoveryCodes(
  actor: Actor,
  password: string,
  headers: Headers,
): Promise<Result<{ recoveryCodes: string[] }, StaffFailure>> {
  if (!actor.secondFactorOn) return fail({ code: 'second_factor_off' });
  return withOwnPassword(actor, async () => {
    const { backupCodes } = await auth().api.generateBackupCodes({ body: { password }, headers });
    const subject = { id: actor.id, label: actor.email };
    await record({ deed: 'staff.renew_recovery_codes', actor, subject });
    return { recoveryCodes: backupCodes };
  });
}
