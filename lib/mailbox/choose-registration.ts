import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { createRegistration } from '@/lib/registration/create-registration';
import { holdRegistration } from '@/lib/registration/hold-registration';
import { type Result, succeed } from '@/lib/result';
import type { MailboxFailure } from './mailbox';
import type { RegistrationChoice } from './schema';

/** The registration that a form chose, made if it is a new one; null while the customer's values are awaited. */
export async function chooseRegistration(
  customer: { readonly id: CustomerId; readonly name: string },
  tx: Transaction,
  actor: { readonly id: string; readonly name: string },
  choice: RegistrationChoice,
): Promise<Result<string | null, MailboxFailure>> {
  if (choice.registrationChoice === 'later') return succeed(null);
  if (choice.registrationChoice === 'new' || choice.registrationChoice === 'certificate') {
    const made = await createRegistration(customer, tx, actor, choice);
    return made.ok ? succeed(made.value.id) : made;
  }
  return holdRegistration(customer.id, tx, choice.registrationId);
}
