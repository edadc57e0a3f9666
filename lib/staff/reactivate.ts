import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { StaffFailure } from './staff';
import { deleteSessions, findStaffMember, updateDeactivated } from './store';

/** Lets a deactivated staff member sign in again, with the role, the customers and the password that they had. */
export async function reactivate(
  actor: { readonly id: string; readonly name: string },
  input: { readonly staffMemberId: string },
): Promise<Result<null, StaffFailure>> {
  const { staffMemberId } = input;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    const member = await findStaffMember(tx, staffMemberId);
    if (!member) return fail({ code: 'staff_not_found' });
    if (!(await updateDeactivated(tx, staffMemberId, null))) return succeed(null);
    // One that began in the very moment of the deactivation must not come back to life.
    await deleteSessions(tx, staffMemberId);
    await recordAudit(tx, {
      deed: 'staff.reactivate',
      actor,
      subject: { id: staffMemberId, label: member.name },
    });
    return succeed(null);
  });
}
