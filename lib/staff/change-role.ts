import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { Role, StaffFailure } from './staff';
import { findStaffMember, lockAdmins, updateRole } from './store';
import { withdrawInvitationsOf } from './withdraw-invitations-of';

/**
 * Changes a staff member's role, from the next request on. The last active admin stays one (`last_admin`); of two admins
 * who take each other's role at once the second is no admin any more and is refused. Who stops being an admin has no
 * open invitations left. Assigned customers stay as they are; an admin sees every one besides.
 */
export async function changeRole(
  actor: { readonly id: string; readonly name: string },
  input: { readonly staffMemberId: string; readonly role: Role; readonly roleBefore: Role },
): Promise<Result<null, StaffFailure>> {
  const { staffMemberId, role, roleBefore } = input;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    const admins = await lockAdmins(tx);
    if (!admins.includes(actor.id)) return fail({ code: 'not_allowed' });
    const member = await findStaffMember(tx, staffMemberId);
    if (!member) return fail({ code: 'staff_not_found' });
    if (member.role !== roleBefore) return fail({ code: 'staff_changed' });
    if (role === roleBefore) return succeed(null);
    if (roleBefore === 'admin' && admins.every((id) => id === staffMemberId))
      return fail({ code: 'last_admin' });
    if (!(await updateRole(tx, staffMemberId, { before: roleBefore, role })))
      return fail({ code: 'staff_changed' });
    await recordAudit(tx, {
      deed: 'staff.change_role',
      actor,
      subject: { id: staffMemberId, label: member.name },
      details: { roleBefore, role },
    });
    if (roleBefore === 'admin') await withdrawInvitationsOf(tx, actor, staffMemberId);
    return succeed(null);
  });
}
