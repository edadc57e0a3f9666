import { recordAudit } from '@/lib/audit/record-audit';
import { factsOfCertificate } from '@/lib/certificate/certificate';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { forgetAccessToken } from '@/lib/microsoft/access-token';
import { certificateBinding, credentialKey, dayOf } from '@/lib/registration/credential';
import { replaceCredential } from '@/lib/registration/replace-credential';
import { fail, type Result, succeed } from '@/lib/result';
import { seal } from '@/lib/vault/seal';
import { openCertificate } from './open-certificate';
import type { PendingCertificateFailure, SignInRefusal } from './pending-certificate';
import { removePending } from './store';
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
): Promise<Result<CertificateUse, PendingCertificateFailure>> {
  const { registrationId, certificateId, version, insist } = input;
  if (!insist) {
    const tried = await tryCertificate(customerId, actor, input);
    if (!tried.ok) return tried;
    if (tried.value.refusal) return succeed({ used: false, refusal: tried.value.refusal });
  }
  const opened = await openCertificate(customerId, input);
  if (!opened.ok) return opened;
  const { privateKey, certificate } = opened.value;
  const next = version + 1;
  const sealed = await seal(certificateBinding(customerId, registrationId, next), privateKey);
  if (!sealed.ok) return sealed;
  const facts = factsOfCertificate(certificate);
  const used = await transact<CertificateUse, PendingCertificateFailure>(customerId, async (tx) => {
    const written = await replaceCredential(customerId, tx, registrationId, {
      version: next,
      sealed: sealed.value.envelope,
      keyId: sealed.value.keyId,
      hint: '',
      certificate: facts.certificate,
      expiresOn: new Date(dayOf(facts.notAfter)),
      setById: actor.id,
      setByName: actor.name,
    });
    if (!written.ok) return written;
    // Used or discarded by somebody else meanwhile.
    if (!(await removePending(customerId, tx, registrationId, certificateId)))
      return fail({ code: 'certificate_gone' });
    const { customer, subject, mailboxCount } = written.value;
    await recordAudit(tx, {
      deed: 'certificate.use',
      actor,
      customer,
      subject,
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
