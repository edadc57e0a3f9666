import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { env } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import { hashOf, passwordFault } from './password';
import type { FirstAdmin } from './schema';
import { isSetUpToken } from './set-up-token';
import type { StaffFailure } from './staff';
import { claimSetUp, insertStaffMember } from './store';

/**
 * Makes the first staff member, an admin, for whoever holds the set-up token. Works once: with a staff member there,
 * or without the token, it is `set_up_closed`, also when two people press the button together.
 */
export async function createFirstAdmin(input: FirstAdmin): Promise<Result<{ id: string }, StaffFailure>> {
  if (!isSetUpToken(env().SESSION_SECRET, input.token)) return fail({ code: 'set_up_closed' });
  const fault = passwordFault(input.password, input);
  if (fault) return fail({ code: fault });
  const password = await hashOf(input.password);
  return transact<{ id: string }, StaffFailure>(NO_CUSTOMER, async (tx) => {
    if (!(await claimSetUp(tx))) return fail({ code: 'set_up_closed' });
    const id = await insertStaffMember(tx, { name: input.name, email: input.email, role: 'admin' }, password);
    await recordAudit(tx, {
      deed: 'staff.create_first_admin',
      actor: { id, name: input.name },
      subject: { id, label: input.email },
    });
    return succeed({ id });
  });
}
