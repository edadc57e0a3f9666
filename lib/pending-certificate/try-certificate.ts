import { recordAudit } from '@/lib/audit/record-audit';
import { factsOfCertificate } from '@/lib/certificate/certificate';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { availableClouds } from '@/lib/microsoft/clouds';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { signInWith } from '@/lib/registration/credential';
import { fail, type Result, succeed } from '@/lib/result';
import { openCertificate } from './open-certificate';
import type { PendingCertificateFailure, SignInRefusal } from './pending-certificate';

/**
 * Signs in with the certificate that waits to be used, once, and keeps nothing of it but an entry in the history: its key
 * was opened.
 * @returns why Microsoft refused, or null: it let it in
 */
export async function tryCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: { readonly registrationId: string; readonly certificateId: string },
  limits: CallLimits = {},
): Promise<Result<{ readonly refusal: SignInRefusal | null }, PendingCertificateFailure>> {
  const opened = await openCertificate(customerId, input);
  if (!opened.ok) return opened;
  const { privateKey, certificate, registration } = opened.value;
  if (!availableClouds().includes(registration.cloud)) return fail({ code: 'cloud_off' });
  const { customer, ...values } = registration;
  const signedIn = await requestAccessToken({ ...values, ...signInWith(privateKey, certificate) }, limits);
  const refusal = signedIn.ok ? null : signedIn.failure;
  await transact(customerId, async (tx) => {
    await recordAudit(tx, {
      deed: 'certificate.test',
      actor,
      customer,
      subject: { id: input.registrationId, label: values.clientId },
      details: {
        thumbprint: factsOfCertificate(certificate).thumbprintSha1,
        verdict: refusal ? 'failed' : 'passed',
        code: refusal?.code ?? null,
      },
    });
    return succeed(null);
  });
  if (refusal) await countUnknown([{ code: refusal.code, raw: refusal.raw, askedOf: 'entra' }], new Date());
  return succeed({ refusal });
}
