import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { Secret } from '@/lib/secret';
import { hashOf, passwordFault } from './password';
import { provePassword } from './prove-password';
import type { Actor, StaffFailure } from './staff';
import { deleteSessions, updateConfirmed, updatePasswordHash } from './store';

/**
 * Changes one's own password. The present one is asked for, whenever it was last proved; every other session of the
 * person ends, because it may be somebody else's who knew the old one.
 */
export async function changePassword(
  actor: Actor,
  input: { readonly currentPassword: Secret; readonly password: Secret },
  now: Date,
): Promise<Result<null, StaffFailure>> {
  const { currentPassword, password } = input;
  const proved = await provePassword(actor.id, currentPassword);
  if (!proved.ok) return proved;
  if (password.reveal() === currentPassword.reveal()) return fail({ code: 'password_same' });
  const fault = passwordFault(password, actor);
  if (fault) return fail({ code: fault });
  const hashes = { before: proved.value.hash, hash: await hashOf(password) };
  return transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
    // Changed in another window since it was proved: then what was proved is not the password any more.
    if (!(await updatePasswordHash(tx, actor.id, hashes))) return fail({ code: 'password_refused' });
    const sessions = await deleteSessions(tx, actor.id, { except: actor.session.id });
    await updateConfirmed(tx, actor.session.id, now);
    await recordAudit(tx, {
      deed: 'staff.change_password',
      actor,
      subject: { id: actor.id, label: actor.name },
      details: { sessions },
    });
    return succeed(null);
  });
}
