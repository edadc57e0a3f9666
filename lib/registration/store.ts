import type { CustomerId } from '@/lib/customer/customer';
import { database, type Transaction, transact } from '@/lib/database';
import { succeed } from '@/lib/result';

/** A registration with its sealed secret: what a sign-in needs. Never leaves `lib/registration`. */
export async function findSealedCredential(customerId: CustomerId, registrationId: string) {
  return database().registration.findFirst({
    where: { id: registrationId, customerId },
    select: {
      id: true,
      cloud: true,
      tenantId: true,
      clientId: true,
      signInFailedAt: true,
      signInFailureCode: true,
      credential: { select: { version: true, sealed: true } },
    },
  });
}

/**
 * Remembers that Microsoft refused this registration's sign-in; null: that it let it in. Only while the secret that was
 * tried (`version`) is still the one stored: what is said of an old secret says nothing of the one that replaced it.
 */
export async function rememberSignIn(
  customerId: CustomerId,
  registrationId: string,
  version: number,
  refused: { readonly at: Date; readonly code: string } | null,
): Promise<void> {
  await transact(async (tx) => {
    // Waits for a secret that is just being replaced: only a statement that begins afterwards sees its version.
    await tx.$queryRaw`
      select id from registration
      where id = ${registrationId}::uuid and customer_id = ${customerId}::uuid for update`;
    await tx.registration.updateMany({
      where: { id: registrationId, customerId, credential: { version } },
      data: { signInFailedAt: refused?.at ?? null, signInFailureCode: refused?.code ?? null },
    });
    return succeed(null);
  });
}

/** What a registration and its customer are called, and the day its secret expires; null when it is not there. */
export async function findNames(customerId: CustomerId, tx: Transaction, registrationId: string) {
  return tx.registration.findFirst({
    where: { id: registrationId, customerId },
    select: {
      clientId: true,
      customer: { select: { id: true, name: true } },
      credential: { select: { expiresOn: true } },
    },
  });
}

/**
 * Writes the day that the secret of this `version` expires; null: nobody knows.
 * @returns false when that secret was replaced meanwhile
 */
export async function updateExpiry(
  customerId: CustomerId,
  tx: Transaction,
  secret: { readonly registrationId: string; readonly version: number; readonly expiresOn: Date | null },
): Promise<boolean> {
  const { registrationId, version, expiresOn } = secret;
  const { count } = await tx.credential.updateMany({
    where: { customerId, registrationId, version },
    data: { expiresOn },
  });
  return count === 1;
}
