import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { availableClouds } from '@/lib/microsoft/clouds';
import { fail, type Result, succeed } from '@/lib/result';
import { seal } from '@/lib/vault/seal';
import { credentialBinding, dayOf, hintOf } from './credential';
import type { RegistrationFailure } from './registration';
import type { RegistrationFields, RegistrationIds } from './schema';
import { insertRegistration, writeCredential } from './store';

/**
 * Adds an app registration inside the caller's transaction (which `transact` rolls back on a failure): with its sealed
 * secret, or without a credential, when it is to have a certificate. The same cloud, tenant and client id again is
 * `registration_exists`, with the one that is there.
 */
export async function createRegistration(
  customer: { readonly id: CustomerId; readonly name: string },
  tx: Transaction,
  actor: { readonly id: string; readonly name: string },
  input: RegistrationFields | RegistrationIds,
): Promise<Result<{ id: string }, RegistrationFailure>> {
  const { cloud, tenantId, clientId } = input;
  if (!availableClouds().includes(cloud)) return fail({ code: 'cloud_off' });
  const { id, inserted } = await insertRegistration(customer.id, tx, {
    id: randomUUID(),
    cloud,
    tenantId,
    clientId,
  });
  if (!inserted) return fail({ code: 'registration_exists', registrationId: id });
  await recordAudit(tx, {
    deed: 'registration.create',
    actor,
    customer,
    subject: { id, label: clientId },
    details: { cloud, tenantId, clientId },
  });
  if (!('clientSecret' in input)) return succeed({ id });
  const sealed = await seal(credentialBinding(customer.id, id, 1), input.clientSecret);
  if (!sealed.ok) return sealed;
  const hint = hintOf(input.clientSecret);
  await writeCredential(customer.id, tx, id, {
    version: 1,
    sealed: sealed.value.envelope,
    keyId: sealed.value.keyId,
    hint,
    certificate: null,
    expiresOn: input.secretExpiresOn,
    setById: actor.id,
    setByName: actor.name,
  });
  await recordAudit(tx, {
    deed: 'secret.set',
    actor,
    customer,
    subject: { id, label: clientId },
    details: { hint, expiresOn: dayOf(input.secretExpiresOn), version: 1 },
  });
  return succeed({ id });
}
