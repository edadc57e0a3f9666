import type { CustomerId } from '@/lib/customer/customer';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { isSettledSignIn } from '@/lib/microsoft/failure';
import { credentialKey } from './credential';
import type { TriedSignIn } from './registration';
import { rememberSignIn } from './store';

/**
 * Takes note of how a connection test's sign-in went, so that sending knows: a settled refusal (`code`) is not tried
 * again for ten minutes and its tokens are forgotten, a success (null) lifts that. Anything that may pass by itself
 * changes nothing, and neither does what is known of a secret or of ids that were replaced meanwhile (`tried`).
 */
export async function noteSignIn(
  customerId: CustomerId,
  tried: TriedSignIn,
  code: string | null,
  now: Date,
): Promise<void> {
  if (code === null) await rememberSignIn(customerId, tried, null);
  else if (isSettledSignIn(code)) {
    await rememberSignIn(customerId, tried, { at: now, code });
    // One from before the refusal would hide it for up to an hour.
    forgetAccessToken(credentialKey(tried.registrationId, tried.version));
  }
}
