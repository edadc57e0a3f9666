import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { Secret } from '@/lib/secret';
import { provePassword } from './prove-password';
import { hasPassword } from './reads';
import type { Actor, StaffFailure } from './staff';
import { updateConfirmed } from './store';

/**
 * Confirms who somebody is, in the session that they ask from: what needs a fresh proof (`needsConfirmation` in
 * deeds.ts) is then open again for an hour.
 * @param proof what is given as proof; a password that is not theirs is `password_refused`; whoever has none gets
 *   `sign_in_again`
 */
export async function confirm(
  actor: Actor,
  proof: { readonly password: Secret },
  now: Date,
): Promise<Result<null, StaffFailure>> {
  if (!(await hasPassword(actor.id))) return fail({ code: 'sign_in_again' });
  const proved = await provePassword(actor.id, proof.password);
  if (!proved.ok) return proved;
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    await updateConfirmed(tx, actor.session.id, now);
    await recordAudit(tx, { deed: 'staff.confirm', actor, subject: { id: actor.id, label: actor.name } });
    return succeed(null);
  });
}
