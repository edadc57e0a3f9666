import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { StaffFailure } from './staff';
import { deleteSessions, findStaffMember, lockAdmins, updateDeactivated } from './store';
import { withdrawInvitationsOf } from './withdraw-invitations-of';

/**
 * Deactivates a staff member: their sessions and open invitations end at once, and they cannot sign in. Everything they
 * did stays on record. The last active admin cannot be (`last_admin`); of two admins who do it to each other at once the
 * second is refused.
 */
export async function deactivate(
  actor: { readonly id: string; readonly name: string },
  input: { readonly staffMemberId: string },
  now: Date,
): Promise<Result<null, StaffFailure>> {
  const { staffMemberId } = input;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    const admins = await lockAdmins(tx);
    if (!admins.includes(actor.id)) return fail({ code: 'not_allowed' });
    if (admins.every((id) => id === staffMemberId)) return fail({ code: 'last_admin' });
    const member = await findStaffMember(tx, staffMemberId);
    if (!member) return fail({ code: 'staff_not_found' });
    if (!(await updateDeactivated(tx, staffMemberId, now))) return succeed(null);
    const sessions = await deleteSessions(tx, staffMemberId);
    await recordAudit(tx, {
      deed: 'staff.deactivate',
      actor,
      subject: { id: staffMemberId, label: member.name },
      details: { sessions },
    });
    await withdrawInvitationsOf(tx, actor, staffMemberId);
    return succeed(null);
  });
}
