import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { StaffFailure } from './staff';
import { deleteSessions, findStaffMember } from './store';

/**
 * Ends sessions of a staff member, from the next request on: one by its id, or all. One that has ended meanwhile is as
 * good as ended.
 * @param input.except this one goes on
 */
export async function endSessions(
  actor: { readonly id: string; readonly name: string },
  input: { readonly staffMemberId: string; readonly sessionId?: string; readonly except?: string },
): Promise<Result<null, StaffFailure>> {
  const { staffMemberId, sessionId, except } = input;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    const member = await findStaffMember(tx, staffMemberId);
    if (!member) return fail({ code: 'staff_not_found' });
    const sessions = await deleteSessions(tx, staffMemberId, { id: sessionId, except });
    if (sessions === 0) return succeed(null);
    await recordAudit(tx, {
      deed: 'staff.end_session',
      actor,
      subject: { id: staffMemberId, label: member.name },
      details: { sessions },
    });
    return succeed(null);
  });
}
