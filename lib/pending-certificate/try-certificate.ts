import type { CustomerId } from '@/lib/customer/customer';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { availableClouds } from '@/lib/microsoft/clouds';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { signInWith } from '@/lib/registration/credential';
import { fail, type Result, succeed } from '@/lib/result';
import { openCertificate } from './open-certificate';
import type { PendingCertificateFailure, SignInRefusal } from './pending-certificate';

/**
 * Signs in with the certificate that waits to be used, once, and keeps nothing of it.
 * @returns why Microsoft refused, or null: it let it in
 */
export async function tryCertificate(
  customerId: CustomerId,
  input: { readonly registrationId: string; readonly certificateId: string },
  limits: CallLimits = {},
): Promise<Result<{ readonly refusal: SignInRefusal | null }, PendingCertificateFailure>> {
  const opened = await openCertificate(customerId, input);
  if (!opened.ok) return opened;
  const { privateKey, certificate, registration } = opened.value;
  if (!availableClouds().includes(registration.cloud)) return fail({ code: 'cloud_off' });
  const signIn = { ...registration, ...signInWith(privateKey, certificate) };
  const signedIn = await requestAccessToken(signIn, limits);
  if (signedIn.ok) return succeed({ refusal: null });
  const { code, raw } = signedIn.failure;
  await countUnknown([{ code, raw, askedOf: 'entra' }], new Date());
  return succeed({ refusal: signedIn.failure });
}
