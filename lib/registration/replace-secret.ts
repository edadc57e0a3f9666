import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { fail, type Result, succeed } from '@/lib/result';
import { seal } from '@/lib/vault/seal';
import { credentialBinding, credentialKey, dayOf, hintOf } from './credential';
import type { RegistrationFailure } from './registration';

/**
 * Replaces a registration's secret for all mailboxes that it serves. The old ciphertext is gone afterwards, what was
 * proven with it is forgotten (the mailboxes are "not verified" again), and a refused sign-in may be tried again.
 * `version` is the one that was on screen: when somebody else was quicker the answer is `secret_changed`.
 */
export async function replaceSecret(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly registrationId: string;
    readonly version: number;
    readonly clientSecret: string;
    readonly secretExpiresOn: Date | null;
  },
): Promise<Result<{ mailboxCount: number }, RegistrationFailure>> {
  const { registrationId, version } = input;
  const next = version + 1;
  const sealed = await seal(credentialBinding(customerId, registrationId, next), input.clientSecret);
  if (!sealed.ok) return sealed;
  const replaced = await transact<{ mailboxCount: number }, RegistrationFailure>(async (tx) => {
    const registration = await tx.registration.findFirst({
      where: { id: registrationId, customerId },
      select: { clientId: true, customer: { select: { id: true, name: true } } },
    });
    if (!registration) return fail({ code: 'registration_not_found' });
    const facts = {
      version: next,
      sealed: sealed.value.envelope,
      keyId: sealed.value.keyId,
      hint: hintOf(input.clientSecret),
      expiresOn: input.secretExpiresOn,
      setById: actor.id,
      setByName: actor.name,
      setAt: new Date(),
    };
    const { count } =
      version === 0
        ? await tx.credential.createMany({
            data: [{ customerId, registrationId, ...facts }],
            skipDuplicates: true,
          })
        : await tx.credential.updateMany({ where: { customerId, registrationId, version }, data: facts });
    if (count === 0) return fail({ code: 'secret_changed' });
    await tx.registration.updateMany({
      where: { id: registrationId, customerId },
      data: { signInFailedAt: null, signInFailureCode: null },
    });
    const mailboxes = await tx.mailbox.updateMany({
      where: { customerId, registrationId },
      data: { evidenceAt: null, evidenceVerdict: null, evidenceCode: null },
    });
    await recordAudit(tx, {
      deed: version === 0 ? 'secret.set' : 'secret.replace',
      actor,
      customer: registration.customer,
      subject: { id: registrationId, label: registration.clientId },
      details: {
        hint: facts.hint,
        expiresOn: dayOf(input.secretExpiresOn),
        version: next,
        mailboxes: mailboxes.count,
      },
    });
    return succeed({ mailboxCount: mailboxes.count });
  });
  if (replaced.ok) forgetAccessToken(credentialKey(registrationId, version));
  return replaced;
}
