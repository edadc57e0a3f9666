import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import { deleteInvitations } from './store';

/** Withdraws an invitation: its link opens nothing from now on. One that has gone already is as good as withdrawn. */
export async function withdrawInvitation(
  actor: { readonly id: string; readonly name: string },
  input: { readonly invitationId: string },
): Promise<Result<null, never>> {
  return transact<null, never>(NO_CUSTOMER, async (tx) => {
    for (const { id, email } of await deleteInvitations(tx, { id: input.invitationId })) {
      await recordAudit(tx, { deed: 'staff.withdraw_invitation', actor, subject: { id, label: email } });
    }
    return succeed(null);
  });
}
