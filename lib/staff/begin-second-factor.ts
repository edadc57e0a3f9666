import { auth } from '@/lib/auth';
import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { provePerson } from './prove-person';
import type { Actor, StaffFailure } from './staff';

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
  password: Secret,
  headers: Headers,
): Promise<Result<NewSecondFactor, StaffFailure>> {
  if (actor.secondFactorOn) return fail({ code: 'second_factor_on' });
  const proved = await provePerson(actor, password, new Date());
  if (!proved.ok) return proved;
  const body = { password: password.reveal(), method: 'totp' } as const;
  const answer = await auth().api.enableTwoFactor({ body, headers });
  if (!('totpURI' in answer)) throw new Error('better-auth made no key');
  const address = answer.totpURI;
  return succeed({ address, key: new URL(address).searchParams.get('secret') ?? '' });
}
