import type { CustomerId } from '@/lib/customer/customer';
import { read, type Transaction } from '@/lib/database';

const namesOfRegistration = {
  clientId: true,
  customer: { select: { id: true, name: true } },
} as const;

/** What a registration and its customer are called; null when it is not there. */
export async function findRegistration(customerId: CustomerId, tx: Transaction, registrationId: string) {
  return tx.registration.findFirst({
    where: { id: registrationId, customerId },
    select: namesOfRegistration,
  });
}

/** A certificate that waits to be used, as its row keeps it. */
export interface PendingRow {
  readonly id: string;
  readonly sealed: string;
  readonly keyId: string;
  /** In PEM. */
  readonly certificate: string;
  readonly madeById: string;
  readonly madeByName: string;
}

/** Writes a certificate that waits to be used. @returns false when one waits already */
export async function insertPending(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
  row: PendingRow,
): Promise<boolean> {
  const { count } = await tx.pendingCertificate.createMany({
    data: [{ customerId, registrationId, ...row }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** The certificate that waits to be used by this registration, sealed. Never leaves `lib/pending-certificate`. */
export async function findPending(customerId: CustomerId, registrationId: string) {
  return read(customerId, (reader) =>
    reader.pendingCertificate.findFirst({
      where: { registrationId, customerId },
      select: {
        id: true,
        sealed: true,
        certificate: true,
        registration: { select: { cloud: true, tenantId: true, ...namesOfRegistration } },
      },
    }),
  );
}

/**
 * Removes a certificate that waits to be used, if it is still that one.
 * @returns what it was and what its registration is called, or null
 */
export async function removePending(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
  certificateId: string,
) {
  const where = { id: certificateId, registrationId, customerId };
  const found = await tx.pendingCertificate.findFirst({
    where,
    select: { certificate: true, registration: { select: namesOfRegistration } },
  });
  const { count } = await tx.pendingCertificate.deleteMany({ where });
  return count === 1 ? found : null;
}
