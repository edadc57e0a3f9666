import type { CustomerId } from '@/lib/customer/customer';
import type { Cloud } from '@/lib/microsoft/cloud';
import { type Correction, correctIds } from '@/lib/registration/correct-ids';
import type { RegistrationFailure } from '@/lib/registration/registration';
import { fail, type Result } from '@/lib/result';
import { offerOf } from './connection-test';
import { listTests } from './reads';

/**
 * Takes what the last test of a mailbox offers to put right in its app registration. Only that: with a cloud or a directory
 * that no test has found, the next mail would carry the secret to somebody else's sign-in. `registration_changed` when the
 * test offers something else, or was about values that are there no more.
 */
export async function takeCorrection(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly mailboxId: string;
    readonly registrationId: string;
    /** As on screen; see {@link correctIds}. */
    readonly cloud: Cloud;
    readonly tenantId: string;
    readonly correction: Correction;
  },
): Promise<Result<{ mailboxCount: number }, RegistrationFailure>> {
  const [last] = await listTests(customerId, input.mailboxId, 1);
  if (last?.about?.registrationId !== input.registrationId) return fail({ code: 'registration_not_found' });
  const isOffered = !last.outdated && last.checks.some((check) => offerOf(check) === input.correction);
  return isOffered ? correctIds(customerId, actor, input) : fail({ code: 'registration_changed' });
}
