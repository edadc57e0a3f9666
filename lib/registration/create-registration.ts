import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { availableClouds } from '@/lib/microsoft/clouds';
import { fail, type Result, succeed } from '@/lib/result';
import { seal } from '@/lib/vault/seal';
import { credentialBinding, dayOf, hintOf } from './credential';
import type { RegistrationFailure } from './registration';
import type { RegistrationFields } from './schema';

/**
 * Adds an app registration with its sealed secret, inside the caller's transaction (which `transact` rolls back on a
 * failure). The same cloud, tenant and client id again is `registration_exists`, with the one that is there.
 */
export async function createRegistration(
  customer: { readonly id: CustomerId; readonly name: string },
  tx: Transaction,
  actor: { readonly id: string; readonly name: string },
  input: RegistrationFields,
): Promise<Result<{ id: string }, RegistrationFailure>> {
  const { cloud, tenantId, clientId } = input;
  if (!availableClouds().includes(cloud)) return fail({ code: 'cloud_off' });
  const id = randomUUID();
  // Not "create and catch": a unique violation would end the whole transaction.
  const { count } = await tx.registration.createMany({
    data: [{ id, customerId: customer.id, cloud, tenantId, clientId }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const there = await tx.registration.findFirstOrThrow({
      where: { customerId: customer.id, cloud, tenantId, clientId },
      select: { id: true },
    });
    return fail({ code: 'registration_exists', registrationId: there.id });
  }
  const sealed = await seal(credentialBinding(customer.id, id, 1), input.clientSecret);
  if (!sealed.ok) return sealed;
  await tx.credential.create({
    data: {
      customerId: customer.id,
      registrationId: id,
      version: 1,
      sealed: sealed.value.envelope,
      keyId: sealed.value.keyId,
      hint: hintOf(input.clientSecret),
      expiresOn: input.secretExpiresOn,
      setById: actor.id,
      setByName: actor.name,
    },
  });
  const subject = { id, label: clientId };
  const expiresOn = dayOf(input.secretExpiresOn);
  await recordAudit(tx, {
    deed: 'registration.create',
    actor,
    customer,
    subject,
    details: { cloud, tenantId, clientId },
  });
  await recordAudit(tx, {
    deed: 'secret.set',
    actor,
    customer,
    subject,
    details: { hint: hintOf(input.clientSecret), expiresOn, version: 1 },
  });
  return succeed({ id });
}
