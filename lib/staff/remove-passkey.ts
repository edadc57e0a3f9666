import { recordAudit } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import { hasPassword } from './reads';
import type { Actor, StaffFailure } from './staff';
import { deletePasskey } from './store';
import { withOwnPassword } from './with-own-password';

/**
 * Deletes one of one's own passkeys, for whoever gives the password.
 * @param headers of the request, with the session
 */
export async function removePasskey(
  actor: Actor,
  { passkeyId, password }: { readonly passkeyId: string; readonly password: string },
  headers: Headers,
): Promise<Result<null, StaffFailure>> {
  const known = await withOwnPassword(actor, async () => {
    if (await hasPassword(actor)) await auth().api.verifyPassword({ body: { password }, headers });
  });
  if (!known.ok) return known;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    const name = await deletePasskey(tx, actor.id, passkeyId);
    if (name === null) return fail({ code: 'passkey_not_found' });
    await recordAudit(tx, { deed: 'staff.remove_passkey', actor, subject: { id: actor.id, label: name } });
    return succeed(null);
  });
}
