import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { dayOf } from './credential';
import type { RegistrationFailure } from './registration';
import { findNames, updateExpiry } from './store';

/**
 * Corrects the day that a registration's secret expires (UTC midnight; null: nobody knows), without the secret itself
 * and without touching what is proven of it. When the secret of `version` was replaced meanwhile: `secret_changed`;
 * when Entra has told its day: `day_read`;
 * a certificate's day is its own: `day_of_certificate`.
 */
export async function setExpiry(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly registrationId: string;
    readonly version: number;
    readonly secretExpiresOn: Date | null;
  },
): Promise<Result<null, RegistrationFailure>> {
  const { registrationId, version, secretExpiresOn: expiresOn } = input;
  return transact<null, RegistrationFailure>(customerId, async (tx) => {
    const before = await findNames(customerId, tx, registrationId);
    if (!before) return fail({ code: 'registration_not_found' });
    if (before.credential?.certificate) return fail({ code: 'day_of_certificate' });
    if (!(await updateExpiry(customerId, tx, { registrationId, version, expiresOn, byName: actor.name }))) {
      const isRead = before.credential?.version === version && before.credential.expiresFrom === 'entra';
      return fail({ code: isRead ? 'day_read' : 'secret_changed' });
    }
    await recordAudit(tx, {
      deed: 'secret.set_expiry',
      actor,
      customer: before.customer,
      subject: { id: registrationId, label: before.clientId },
      details: {
        expiresOnBefore: dayOf(before.credential?.expiresOn ?? null),
        expiresOn: dayOf(expiresOn),
        version,
      },
    });
    return succeed(null);
  });
}
