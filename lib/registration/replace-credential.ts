import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { RegistrationFailure } from './registration';
import { type CredentialRow, findNames, forgetProofs, writeCredential } from './store';

/**
 * Puts a sealed credential in the place of the one of the version before it, for all mailboxes that the registration
 * serves, inside the caller's transaction (which `transact` rolls back on a failure). What was proven with the one
 * before is forgotten, and a refused sign-in may be tried again. The entry in the history is the caller's.
 * @returns whom it concerns, for that entry, and how many mailboxes; `secret_changed` when somebody else was quicker
 */
export async function replaceCredential(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
  credential: CredentialRow,
): Promise<
  Result<
    {
      readonly customer: { readonly id: string; readonly name: string };
      readonly subject: { readonly id: string; readonly label: string };
      readonly mailboxCount: number;
    },
    RegistrationFailure
  >
> {
  const names = await findNames(customerId, tx, registrationId);
  if (!names) return fail({ code: 'registration_not_found' });
  const written = await writeCredential(customerId, tx, registrationId, credential);
  if (!written) return fail({ code: 'secret_changed' });
  const mailboxCount = await forgetProofs(customerId, tx, registrationId);
  const { customer, clientId } = names;
  return succeed({ customer, subject: { id: registrationId, label: clientId }, mailboxCount });
}
