import { auth } from '@/lib/auth';
import type { Result } from '@/lib/result';
import type { Actor, StaffFailure } from './staff';
import { withOwnPassword } from './with-own-password';

/** What an authenticator app needs to be told, once. */
export interface NewSecondFactor {
  /** `otpauth://…`, as a QR code carries it. */
  readonly address: string;
  /** The key in it, for whoever types it. */
  readonly key: string;
}

/**
 * Makes the key of a second factor. It counts for nothing until `confirmSecondFactor` has seen its first code, is shown
 * this once, and the next call makes another.
 * @param headers of the request, with the session
 */
export async function beginSecondFactor(
  actor: Actor,
  password: string,
  headers: Headers,
): Promise<Result<NewSecondFactor, StaffFailure>> {
  if (actor.secondFactorOn) return { ok: false, failure: { code: 'second_factor_on' } };
  return withOwnPassword(actor, async () => {
    const answer = await auth().api.enableTwoFactor({ body: { password, method: 'totp' }, headers });
    if (!('totpURI' in answer)) throw new Error('better-auth made no key');
    const address = answer.totpURI;
    return { address, key: new URL(address).searchParams.get('secret') ?? '' };
  });
}
