import type { CustomerId } from '@/lib/customer/customer';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { isSettledSignIn } from '@/lib/microsoft/failure';
import { credentialKey } from './credential';
import type { TriedSignIn } from './registration';
import { rememberSignIn } from './store';

/**
 * Takes note of how a connection test's sign-in went, so that sending knows: a settled refusal (`code`) is not tried
 * again for ten minutes, a success (null) lifts that. After either, tokens from before it are forgotten. Anything that
 * may pass by itself changes nothing, and neither does what is known of a secret or of ids that were replaced meanwhile
 * (`tried`).
 */
export async function noteSignIn(
  customerId: CustomerId,
  tried: TriedSignIn,
  code: string | null,
  now: Date,
): Promise<void> {
  if (code !== null && !isSettledSignIn(code)) return;
  await rememberSignIn(customerId, tried, code === null ? null : { at: now, code });
  // One from before would hide a refusal for up to an hour, and a permission that was granted or taken away meanwhile.
  forgetAccessToken(credentialKey(tried.registrationId, tried.version));
}
