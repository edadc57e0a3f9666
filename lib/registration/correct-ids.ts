import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { isUniqueViolation, transact } from '@/lib/database';
import type { Cloud } from '@/lib/microsoft/cloud';
import { availableClouds } from '@/lib/microsoft/clouds';
import { fail, type Result, succeed } from '@/lib/result';
import { GUID, type RegistrationFailure } from './registration';
import { findIds, forgetProofsOfOldIds, updateIds } from './store';

/** What a connection test offers to put right: the two ids exchanged, or another cloud. */
export type Correction = 'swap' | Cloud;

/**
 * Puts an app registration's ids right for all mailboxes that it serves: their secret stays, what was proven with the old
 * ids is forgotten. `cloud` and `tenantId` are those that were on screen: when somebody else was quicker nothing changes and
 * the answer is `registration_changed`.
 */
export async function correctIds(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly registrationId: string;
    readonly cloud: Cloud;
    readonly tenantId: string;
    readonly correction: Correction;
  },
): Promise<Result<{ mailboxCount: number }, RegistrationFailure>> {
  const { registrationId, correction } = input;
  try {
    return await transact<{ mailboxCount: number }, RegistrationFailure>(customerId, async (tx) => {
      const found = await findIds(customerId, tx, registrationId);
      if (!found) return fail({ code: 'registration_not_found' });
      const { customer, ...before } = found;
      const isSwap = correction === 'swap';
      const asShown = before.cloud === input.cloud && before.tenantId === input.tenantId;
      // Only a GUID can name an app.
      if (!asShown || (isSwap && !GUID.test(before.tenantId))) return fail({ code: 'registration_changed' });
      if (!isSwap && !availableClouds().includes(correction)) return fail({ code: 'cloud_off' });
      const after = isSwap
        ? { ...before, tenantId: before.clientId, clientId: before.tenantId }
        : { ...before, cloud: correction };
      if (!(await updateIds(customerId, tx, { registrationId, before, after })))
        return fail({ code: 'registration_changed' });
      const mailboxCount = await forgetProofsOfOldIds(customerId, tx, registrationId);
      await recordAudit(tx, {
        deed: 'registration.correct',
        actor,
        customer,
        subject: { id: registrationId, label: after.clientId },
        details: { ...after, mailboxes: mailboxCount },
      });
      return succeed({ mailboxCount });
    });
  } catch (error) {
    // There is one of these very values: the mailboxes are to use that one.
    if (isUniqueViolation(error)) return fail({ code: 'registration_there' });
    throw error;
  }
}
