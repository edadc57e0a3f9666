import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { Actor, StaffFailure } from './staff';
import { deleteFactors, deleteSessions, findStaffMember, lockAdmins } from './store';

/**
 * Takes everything from another staff member that they sign in with beside the password, for somebody who has lost the
 * phone: the second factor with its recovery codes, every passkey, and the link to an identity provider, which the next
 * sign-in there makes anew by the e-mail. Their sessions end; the next sign-in is by password alone, and where a second
 * factor is required it leads to setting one up.
 */
export async function resetSecondFactor(
  actor: Actor,
  staffMemberId: string,
): Promise<Result<null, StaffFailure>> {
  // One's own is switched off on the profile, by whoever knows the password.
  if (staffMemberId === actor.id) return fail({ code: 'staff_is_oneself' });
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    if (!(await lockAdmins(tx)).includes(actor.id)) return fail({ code: 'not_allowed' });
    const member = await findStaffMember(tx, staffMemberId);
    if (!member) return fail({ code: 'staff_not_found' });
    const passkeys = await deleteFactors(tx, staffMemberId);
    await deleteSessions(tx, staffMemberId);
    const subject = { id: staffMemberId, label: member.name };
    await recordAudit(tx, { deed: 'staff.reset_second_factor', actor, subject, details: { passkeys } });
    return succeed(null);
  });
}
