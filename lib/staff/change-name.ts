import { recordAudit } from '@/lib/audit/record-audit';
import { transact } from '@/lib/database';
import { type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import type { Actor } from './staff';
import { updateName } from './store';

/** Changes what one is called here. What was put on record before keeps the name that it was done under. */
export async function changeName(
  actor: Actor,
  input: { readonly name: string },
): Promise<Result<null, never>> {
  const { name } = input;
  if (name === actor.name) return succeed(null);
  return transact<null, never>(NO_CUSTOMER, async (tx) => {
    await updateName(tx, actor.id, name);
    await recordAudit(tx, {
      deed: 'staff.change_name',
      actor: { id: actor.id, name },
      subject: { id: actor.id, label: name },
      details: { nameBefore: actor.name, name },
    });
    return succeed(null);
  });
}
