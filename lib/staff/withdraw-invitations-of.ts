import { recordAudit } from '@/lib/audit/record-audit';
import type { Transaction } from '@/lib/database';
import { deleteInvitations } from './store';

/**
 * Withdraws the open invitations that somebody made, in the transaction that takes away their right to invite: else they
 * could still let somebody in.
 */
export async function withdrawInvitationsOf(
  tx: Transaction,
  actor: { readonly id: string; readonly name: string },
  staffMemberId: string,
): Promise<void> {
  for (const { id, email } of await deleteInvitations(tx, { invitedById: staffMemberId })) {
    await recordAudit(tx, { deed: 'staff.withdraw_invitation', actor, subject: { id, label: email } });
  }
}
