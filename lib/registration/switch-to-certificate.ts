import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { fail, type Result, succeed } from '@/lib/result';
import { open } from '@/lib/vault/open';
import { seal } from '@/lib/vault/seal';
import { factsOfCertificate, type SignInRefusal } from './certificate';
import { certificateBinding, credentialKey, dayOf, pendingBinding } from './credential';
import type { RegistrationFailure } from './registration';
import { findNames, findPending, forgetProofs, removePending, writeSecret } from './store';
import { tryCertificate } from './try-certificate';

/** What came of it: used, or refused by Microsoft and nothing changed. */
export type CertificateUse =
  | { readonly used: true; readonly mailboxCount: number }
  | { readonly used: false; readonly refusal: SignInRefusal };

/**
 * Lets a registration sign in with the certificate that waited, for all mailboxes that it serves, once Microsoft let it
 * in; with `insist` without asking. What was sealed before is gone afterwards, as with a replaced secret. `version` is that
 * of the credential on screen, 0 when there was none: when somebody else was quicker the answer is `secret_changed`.
 */
export async function switchToCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly registrationId: string;
    readonly certificateId: string;
    readonly version: number;
    readonly insist: boolean;
  },
): Promise<Result<CertificateUse, RegistrationFailure>> {
  const { registrationId, certificateId, version, insist } = input;
  if (!insist) {
    const tried = await tryCertificate(customerId, input);
    if (!tried.ok) return tried;
    if (tried.value.refusal) return succeed({ used: false, refusal: tried.value.refusal });
  }
  const pending = await findPending(customerId, registrationId);
  if (pending?.id !== certificateId) return fail({ code: 'certificate_gone' });
  const opened = await open(pendingBinding(customerId, pending.id), pending.sealed);
  if (!opened.ok) return opened;
  const next = version + 1;
  const sealed = await seal(certificateBinding(customerId, registrationId, next), opened.value);
  if (!sealed.ok) return sealed;
  const facts = factsOfCertificate(pending.certificate);
  const used = await transact<CertificateUse, RegistrationFailure>(customerId, async (tx) => {
    const names = await findNames(customerId, tx, registrationId);
    if (!names) return fail({ code: 'registration_not_found' });
    const written = await writeSecret(customerId, tx, registrationId, {
      version: next,
      sealed: sealed.value.envelope,
      keyId: sealed.value.keyId,
      hint: '',
      certificate: facts.certificate,
      expiresOn: new Date(dayOf(facts.notAfter)),
      setById: actor.id,
      setByName: actor.name,
    });
    if (!written) return fail({ code: 'secret_changed' });
    // Used or discarded by somebody else meanwhile.
    if (!(await removePending(customerId, tx, registrationId, certificateId)))
      return fail({ code: 'certificate_gone' });
    const mailboxCount = await forgetProofs(customerId, tx, registrationId);
    await recordAudit(tx, {
      deed: 'certificate.use',
      actor,
      customer: names.customer,
      subject: { id: registrationId, label: names.clientId },
      details: {
        thumbprint: facts.thumbprintSha1,
        expiresOn: dayOf(facts.notAfter),
        version: next,
        mailboxes: mailboxCount,
        ...(insist ? { untested: true } : {}),
      },
    });
    return succeed({ used: true, mailboxCount });
  });
  if (used.ok) forgetAccessToken(credentialKey(registrationId, version));
  return used;
}
