import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import type { StaffFailure } from './staff';
import { deleteAssignments, findStaffMember, insertAssignments } from './store';

/**
 * Assigns customers to a staff member and takes others away, from their next request on. What is so already is passed
 * over, so two who assign at once do not undo each other. Each change stands in the history of its customer.
 * @param reach of whoever assigns: customers outside of it are left as they are
 */
export async function assignCustomers(
  reach: Reach,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly staffMemberId: string;
    readonly assign: readonly string[];
    readonly unassign: readonly string[];
  },
): Promise<Result<null, StaffFailure>> {
  const { staffMemberId, assign, unassign } = input;
  return transact<null, StaffFailure>(reach, async (tx) => {
    const member = await findStaffMember(tx, staffMemberId);
    if (!member) return fail({ code: 'staff_not_found' });
    const subject = { id: staffMemberId, label: member.name };
    for (const customer of await insertAssignments(tx, staffMemberId, assign)) {
      await recordAudit(tx, { deed: 'staff.assign', actor, customer, subject });
    }
    for (const customer of await deleteAssignments(tx, staffMemberId, unassign)) {
      await recordAudit(tx, { deed: 'staff.unassign', actor, customer, subject });
    }
    return succeed(null);
  });
}
