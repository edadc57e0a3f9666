import type { CustomerId } from '@/lib/customer/customer';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { availableClouds } from '@/lib/microsoft/clouds';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { fail, type Result, succeed } from '@/lib/result';
import { open } from '@/lib/vault/open';
import type { SignInRefusal } from './certificate';
import { pendingBinding, signInWith } from './credential';
import type { RegistrationFailure } from './registration';
import { findPending } from './store';

/**
 * Signs in with the certificate that waits to be used, once, and keeps nothing of it.
 * @returns why Microsoft refused, or null: it let it in
 */
export async function tryCertificate(
  customerId: CustomerId,
  input: { readonly registrationId: string; readonly certificateId: string },
  limits: CallLimits = {},
): Promise<Result<{ readonly refusal: SignInRefusal | null }, RegistrationFailure>> {
  const pending = await findPending(customerId, input.registrationId);
  if (pending?.id !== input.certificateId) return fail({ code: 'certificate_gone' });
  const { cloud, tenantId, clientId } = pending.registration;
  if (!availableClouds().includes(cloud)) return fail({ code: 'cloud_off' });
  const opened = await open(pendingBinding(customerId, pending.id), pending.sealed);
  if (!opened.ok) return opened;
  const signIn = { cloud, tenantId, clientId, ...signInWith(opened.value, pending.certificate) };
  const signedIn = await requestAccessToken(signIn, limits);
  if (signedIn.ok) return succeed({ refusal: null });
  const { code, raw } = signedIn.failure;
  await countUnknown([{ code, raw, askedOf: 'entra' }], new Date());
  return succeed({ refusal: signedIn.failure });
}
