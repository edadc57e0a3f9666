import type { CustomerId } from '@/lib/customer/customer';
import { isSettledRefusal } from './credential';
import { rememberSignIn } from './store';

/**
 * Takes note of how a connection test's sign-in went, so that sending knows: a settled refusal (`code`) is not tried
 * again by itself, a success (null) lifts that. Anything that may pass by itself changes nothing.
 */
export async function noteSignIn(
  customerId: CustomerId,
  registrationId: string,
  code: string | null,
  now: Date,
): Promise<void> {
  if (code === null) await rememberSignIn(customerId, registrationId, null);
  else if (isSettledRefusal(code)) await rememberSignIn(customerId, registrationId, { at: now, code });
}
