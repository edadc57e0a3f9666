import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { Secret } from '@/lib/secret';
import { provePerson } from './prove-person';
import type { Actor, StaffFailure } from './staff';
import { deletePasskey } from './store';

/** Deletes one of one's own passkeys, for whoever proves who they are. */
export async function removePasskey(
  actor: Actor,
  { passkeyId, currentPassword }: { readonly passkeyId: string; readonly currentPassword: Secret },
): Promise<Result<null, StaffFailure>> {
  const proved = await provePerson(actor, currentPassword, new Date());
  if (!proved.ok) return proved;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    const name = await deletePasskey(tx, actor.id, passkeyId);
    if (name === null) return fail({ code: 'passkey_not_found' });
    await recordAudit(tx, { deed: 'staff.remove_passkey', actor, subject: { id: actor.id, label: name } });
    return succeed(null);
  });
}
