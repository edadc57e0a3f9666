import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { fail, type Result, succeed } from '@/lib/result';
import { credentialKey } from './credential';
import type { RegistrationFailure } from './registration';
import { lockRegistration, removeRegistration } from './store';

/**
 * Deletes a registration with its sealed secret and the tokens got with it. One that still serves a mailbox is
 * `registration_in_use`.
 */
export async function deleteRegistration(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  registrationId: string,
): Promise<Result<null, RegistrationFailure>> {
  const deleted = await transact<{ version: number | null }, RegistrationFailure>(customerId, async (tx) => {
    const registration = await lockRegistration(customerId, tx, registrationId);
    if (!registration) return fail({ code: 'registration_not_found' });
    if (registration.mailboxCount > 0) return fail({ code: 'registration_in_use' });
    await removeRegistration(customerId, tx, registrationId);
    await recordAudit(tx, {
      deed: 'registration.delete',
      actor,
      customer: registration.customer,
      subject: { id: registrationId, label: registration.clientId },
      details: { tenantId: registration.tenantId },
    });
    return succeed({ version: registration.version });
  });
  if (!deleted.ok) return deleted;
  const { version } = deleted.value;
  if (version !== null) forgetAccessToken(credentialKey(registrationId, version));
  return succeed(null);
}
