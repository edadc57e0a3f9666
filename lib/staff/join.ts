import { recordAudit } from '@/lib/audit/record-audit';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { hashOfToken } from './invitation-token';
import { hashOf, passwordFault } from './password';
import { findInvitation } from './reads';
import type { StaffFailure } from './staff';
import { insertAssignments, insertStaffMember, takeInvitation } from './store';

/**
 * Makes a staff member of whoever holds an invitation's token, with the role and the customers that the invitation
 * names. It works once: of two at once the second gets `invitation_closed`, as does a token that is unknown, withdrawn
 * or over. The customers are put on record as assigned by whoever invited.
 * @returns the address that the person signs in with
 */
export async function join(
  input: { readonly token: string; readonly name: string; readonly password: Secret },
  now: Date,
): Promise<Result<{ email: string }, StaffFailure>> {
  const invitation = await findInvitation(input.token, now);
  if (!invitation) return fail({ code: 'invitation_closed' });
  const { name } = input;
  const fault = passwordFault(input.password, { email: invitation.email, name });
  if (fault) return fail({ code: fault });
  const password = await hashOf(input.password);
  try {
    const scope = { every: false, customerIds: invitation.customerIds } as const;
    return await transact<{ email: string }, StaffFailure>(scope, async (tx) => {
      const taken = await takeInvitation(tx, hashOfToken(input.token), now);
      if (!taken) return fail({ code: 'invitation_closed' });
      const { email, role } = taken;
      const id = await insertStaffMember(tx, { name, email, role }, password);
      const subject = { id, label: name };
      await recordAudit(tx, { deed: 'staff.join', actor: { id, name }, subject, details: { email, role } });
      const inviter = { id: taken.invitedById, name: taken.invitedByName };
      for (const customer of await insertAssignments(tx, id, taken.customerIds)) {
        await recordAudit(tx, { deed: 'staff.assign', actor: inviter, customer, subject });
      }
      return succeed({ email });
    });
  } catch (error) {
    // Somebody of this address came in by another door since the invitation was made.
    if (isUniqueViolation(error)) return fail({ code: 'staff_email_taken' });
    throw error;
  }
}
