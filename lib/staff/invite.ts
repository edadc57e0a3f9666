import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import { hashOfToken, newInvitationToken } from './invitation-token';
import type { InvitationFields } from './schema';
import type { StaffFailure } from './staff';
import { customersInScope, isEmailTaken, writeInvitation } from './store';

/** An invitation's link works for so long. */
const OPEN_DAYS = 3;

/**
 * Invites somebody to become a staff member. Whoever has the token may, once; it is given back here and stored nowhere.
 * An address that was invited before gets the new invitation in the place of the old one, whose link then opens
 * nothing. One of a staff member, active or not, is `staff_email_taken`.
 * @param reach of whoever invites: customers outside of it are left out
 * @returns the token of the link, and the moment when it stops working
 */
export async function invite(
  reach: Reach,
  actor: { readonly id: string; readonly name: string },
  input: InvitationFields,
  now: Date,
): Promise<Result<{ token: string; expiresAt: Date }, StaffFailure>> {
  const token = newInvitationToken();
  const expiresAt = new Date(now.getTime() + OPEN_DAYS * 24 * 60 * 60 * 1000);
  return transact<{ token: string; expiresAt: Date }, StaffFailure>(reach, async (tx) => {
    const { email, role } = input;
    if (await isEmailTaken(tx, email)) return fail({ code: 'staff_email_taken' });
    const customerIds = role === 'admin' ? [] : await customersInScope(tx, input.customerIds);
    const id = await writeInvitation(tx, {
      ...input,
      customerIds,
      tokenHash: hashOfToken(token),
      invitedBy: actor,
      expiresAt,
    });
    await recordAudit(tx, {
      deed: 'staff.invite',
      actor,
      subject: { id, label: email },
      details: { role, customers: customerIds.length, expiresAt: expiresAt.toISOString() },
    });
    return succeed({ token, expiresAt });
  });
}
