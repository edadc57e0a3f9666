import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import type { RegistrationFailure } from './registration';
import { holdFromDeletion } from './store';

/**
 * Finds a customer's registration for a mailbox that is about to use it, and keeps it from being deleted before that
 * mailbox is there: until `tx` ends. An id that is none is `registration_not_found` as well.
 */
export async function holdRegistration(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<Result<string, RegistrationFailure>> {
  const there = await holdFromDeletion(customerId, tx, registrationId);
  return there ? succeed(registrationId) : fail({ code: 'registration_not_found' });
}
