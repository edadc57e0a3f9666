import type { CustomerId } from '@/lib/customer/customer';
import { database, transact } from '@/lib/database';
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
