import type { CustomerId } from '@/lib/customer/customer';
import { type AccessToken, accessToken } from '@/lib/microsoft/access-token';
import type { Cloud } from '@/lib/microsoft/cloud';
import { availableClouds } from '@/lib/microsoft/clouds';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { isSettledSignIn, type MicrosoftFailure } from '@/lib/microsoft/failure';
import { fail, type Result, succeed } from '@/lib/result';
import { open } from '@/lib/vault/open';
import type { VaultFailure } from '@/lib/vault/vault';
import { bindingOfStored, credentialKey, signInWith } from './credential';
import type { NoCredential } from './open-credential';
import { findSealedCredential, rememberSignIn } from './store';

/** For how long a refused sign-in is not tried again by itself; "Test connection" always asks. */
const REFUSAL_HOLDS_MS = 10 * 60_000;

/** A token to send with. */
export interface SignedIn {
  readonly cloud: Cloud;
  readonly token: AccessToken;
  /** Names its credential in the cache. */
  readonly credentialKey: string;
  /** Not asked for just now: it may be older than a grant. */
  readonly atHand: boolean;
}

/** Why no token could be had for sending. */
export type SignInFailure =
  | NoCredential
  | { readonly code: 'cloud_off' }
  /** Microsoft refused this sign-in a moment ago, as `because` says; it was not asked again. */
  | { readonly code: 'sign_in_known_to_fail'; readonly because: string; readonly since: Date }
  | VaultFailure
  | MicrosoftFailure;

/**
 * A token for sending with this registration, from the cache or from Entra. A refusal that will not change by itself
 * (wrong secret, unknown app …) is remembered and not asked for again for ten minutes: Entra locks out those who
 * insist (AADSTS50196). A sign-in that succeeds lifts the refusal. Takes at most `limits.deadlineMs` (default 10 s).
 */
export async function signInForSending(
  customerId: CustomerId,
  registrationId: string,
  now: Date,
  limits: CallLimits = {},
): Promise<Result<SignedIn, SignInFailure>> {
  const found = await findSealedCredential(customerId, registrationId);
  if (!found) return fail({ code: 'no_credential' });
  if (!found.credential) return fail({ code: 'certificate_not_used' });
  const { cloud, tenantId, clientId, credential, signInFailedAt, signInFailureCode } = found;
  if (!availableClouds().includes(cloud)) return fail({ code: 'cloud_off' });
  if (signInFailedAt && signInFailureCode && now.getTime() - signInFailedAt.getTime() < REFUSAL_HOLDS_MS) {
    return fail({ code: 'sign_in_known_to_fail', because: signInFailureCode, since: signInFailedAt });
  }
  const { version } = credential;
  const tried = { registrationId, version, cloud, tenantId, clientId };
  const key = credentialKey(registrationId, version);
  const binding = bindingOfStored(customerId, registrationId, credential);
  let asked = false;
  const signedIn = await accessToken(
    { cloud, tenantId, clientId, credentialKey: key },
    async () => {
      asked = true;
      const opened = await open(binding, credential.sealed);
      return opened.ok ? succeed(signInWith(opened.value, credential.certificate)) : opened;
    },
    limits,
  );
  if (signedIn.ok) {
    // A token at hand may be older than the refusal; only Entra itself can take that back.
    if (asked && signInFailedAt) await rememberSignIn(customerId, tried, null);
    return succeed({ cloud, token: signedIn.value, credentialKey: key, atHand: !asked });
  }
  if (isSettledSignIn(signedIn.failure.code)) {
    await rememberSignIn(customerId, tried, { at: now, code: signedIn.failure.code });
  }
  return signedIn;
}
