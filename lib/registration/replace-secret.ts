import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { seal } from '@/lib/vault/seal';
import { credentialBinding, credentialKey, dayOf, hintOf } from './credential';
import type { RegistrationFailure } from './registration';
import { replaceCredential } from './replace-credential';

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
    readonly clientSecret: Secret;
    readonly secretExpiresOn: Date | null;
  },
): Promise<Result<{ mailboxCount: number }, RegistrationFailure>> {
  const { registrationId, version } = input;
  const next = version + 1;
  const sealed = await seal(credentialBinding(customerId, registrationId, next), input.clientSecret);
  if (!sealed.ok) return sealed;
  const hint = hintOf(input.clientSecret);
  const replaced = await transact<{ mailboxCount: number }, RegistrationFailure>(customerId, async (tx) => {
    const written = await replaceCredential(customerId, tx, registrationId, {
      version: next,
      sealed: sealed.value.envelope,
      keyId: sealed.value.keyId,
      hint,
      certificate: null,
      expiresOn: input.secretExpiresOn,
      setById: actor.id,
      setByName: actor.name,
    });
    if (!written.ok) return written;
    const { customer, subject, mailboxCount } = written.value;
    await recordAudit(tx, {
      deed: version === 0 ? 'secret.set' : 'secret.replace',
      actor,
      customer,
      subject,
      details: {
        hint,
        expiresOn: dayOf(input.secretExpiresOn),
        version: next,
        mailboxes: mailboxCount,
      },
    });
    return succeed({ mailboxCount });
  });
  if (replaced.ok) forgetAccessToken(credentialKey(registrationId, version));
  return replaced;
}
