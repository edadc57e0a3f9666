import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { factsOfCertificate, type KeyPair } from '@/lib/certificate/certificate';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { dayOf } from '@/lib/registration/credential';
import { fail, type Result, succeed } from '@/lib/result';
import { seal } from '@/lib/vault/seal';
import { type PendingCertificateFailure, pendingBinding } from './pending-certificate';
import { findRegistration, insertPending } from './store';

/**
 * Keeps a certificate with its sealed key as the registration's next one: not used yet, because Microsoft has to know it
 * first. One that waits already is `certificate_waits`: somebody may be uploading it.
 */
export async function keepCertificate(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  registrationId: string,
  pair: KeyPair,
  deed: 'certificate.make' | 'certificate.add',
): Promise<Result<null, PendingCertificateFailure>> {
  const id = randomUUID();
  const sealed = await seal(pendingBinding(customerId, id), pair.privateKey);
  if (!sealed.ok) return sealed;
  const facts = factsOfCertificate(pair.certificate);
  return transact<null, PendingCertificateFailure>(customerId, async (tx) => {
    const registration = await findRegistration(customerId, tx, registrationId);
    if (!registration) return fail({ code: 'registration_not_found' });
    const kept = await insertPending(customerId, tx, registrationId, {
      id,
      sealed: sealed.value.envelope,
      keyId: sealed.value.keyId,
      certificate: facts.certificate,
      madeById: actor.id,
      madeByName: actor.name,
    });
    if (!kept) return fail({ code: 'certificate_waits' });
    await recordAudit(tx, {
      deed,
      actor,
      customer: registration.customer,
      subject: { id: registrationId, label: registration.clientId },
      details: { thumbprint: facts.thumbprintSha1, expiresOn: dayOf(facts.notAfter) },
    });
    return succeed(null);
  });
}
