import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { seal } from '@/lib/vault/seal';
import { factsOfCertificate, type KeyPair } from './certificate';
import { dayOf, pendingBinding } from './credential';
import type { RegistrationFailure } from './registration';
import { findNames, insertPending } from './store';

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
): Promise<Result<null, RegistrationFailure>> {
  const id = randomUUID();
  const sealed = await seal(pendingBinding(customerId, id), pair.privateKey);
  if (!sealed.ok) return sealed;
  const facts = factsOfCertificate(pair.certificate);
  return transact<null, RegistrationFailure>(customerId, async (tx) => {
    const names = await findNames(customerId, tx, registrationId);
    if (!names) return fail({ code: 'registration_not_found' });
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
      customer: names.customer,
      subject: { id: registrationId, label: names.clientId },
      details: { thumbprint: facts.thumbprintSha1, expiresOn: dayOf(facts.notAfter) },
    });
    return succeed(null);
  });
}
