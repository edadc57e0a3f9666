import { fail, type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { provePassword } from './prove-password';
import { hasPassword } from './reads';
import { isConfirmed } from './session';
import type { Actor, StaffFailure } from './staff';

/**
 * Proves who somebody is before what guards their account is changed: by the password, each time anew; for whoever has
 * none, by a sign-in or a proof of less than an hour ago.
 */
export async function provePerson(
  actor: Actor,
  password: Secret,
  now: Date,
): Promise<Result<null, StaffFailure>> {
  if (await hasPassword(actor.id)) {
    const proved = await provePassword(actor.id, password);
    return proved.ok ? succeed(null) : proved;
  }
  return isConfirmed(actor.session.confirmedAt, now) ? succeed(null) : fail({ code: 'sign_in_again' });
}
