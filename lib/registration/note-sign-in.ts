import type { CustomerId } from '@/lib/customer/customer';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { isSettledSignIn } from '@/lib/microsoft/failure';
import { credentialKey } from './credential';
import { rememberSignIn } from './store';

/**
 * Takes note of how a connection test's sign-in went, so that sending knows: a settled refusal (`code`) is not tried
 * again for ten minutes and its tokens are forgotten, a success (null) lifts that. Anything that may pass by itself
 * changes nothing, and neither does what is known of a secret that was replaced meanwhile (`version` is that of the
 * secret that was tried).
 */
export async function noteSignIn(
  customerId: CustomerId,
  registrationId: string,
  version: number,
  code: string | null,
  now: Date,
): Promise<void> {
  if (code === null) await rememberSignIn(customerId, registrationId, version, null);
  else if (isSettledSignIn(code)) {
    await rememberSignIn(customerId, registrationId, version, { at: now, code });
    // One from before the refusal would hide it for up to an hour.
    forgetAccessToken(credentialKey(registrationId, version));
  }
}
