import type { CustomerId } from '@/lib/customer/customer';
import { read } from '@/lib/database';
import { availableClouds, cloudEndpoints } from '@/lib/microsoft/clouds';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { checkKeys } from '@/lib/vault/check-keys';
import type { KeyState } from '@/lib/vault/vault';
import type { RegistrationDetails } from './registration';

const shown = {
  id: true,
  cloud: true,
  tenantId: true,
  clientId: true,
  signInFailedAt: true,
  signInFailureCode: true,
  _count: { select: { mailboxes: true } },
  credential: { select: { version: true, hint: true, expiresOn: true, setByName: true, setAt: true } },
} as const;

/** A customer's app registrations, oldest first. */
export async function listRegistrations(customerId: CustomerId): Promise<RegistrationDetails[]> {
  const rows = await read(customerId, (reader) =>
    reader.registration.findMany({
      where: { customerId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: shown,
    }),
  );
  return rows.map(({ _count, ...row }) => ({ ...row, mailboxCount: _count.mailboxes }));
}

/** One app registration of this customer, or null. */
export async function readRegistration(
  customerId: CustomerId,
  registrationId: string,
): Promise<RegistrationDetails | null> {
  const row = await read(customerId, (reader) =>
    reader.registration.findFirst({ where: { id: registrationId, customerId }, select: shown }),
  );
  if (!row) return null;
  const { _count, ...rest } = row;
  return { ...rest, mailboxCount: _count.mailboxes };
}

/** The clouds that can be chosen here, with the addresses that the guide's links need. */
export function listClouds() {
  return availableClouds().map((cloud) => {
    const { portalUrl, loginUrl } = cloudEndpoints(cloud);
    return { cloud, portalUrl, loginUrl };
  });
}

/** A cloud that can be chosen here. */
export type CloudChoice = ReturnType<typeof listClouds>[number];

/** A vault key of this installation: its state, and how many secrets of all customers need it. */
export type VaultKeyRow = KeyState & { readonly secretCount: number };

/** Every vault key that is present, or that secrets were ever sealed with. No key and no secret is among it. */
export async function listVaultKeys(): Promise<VaultKeyRow[]> {
  const [states, counts] = await Promise.all([
    checkKeys(),
    read(EVERY_CUSTOMER, (reader) => reader.credential.groupBy({ by: ['keyId'], _count: true })),
  ]);
  const countOf = new Map(counts.map(({ keyId, _count }) => [keyId, _count]));
  return states.map((state) => ({ ...state, secretCount: countOf.get(state.keyId) ?? 0 }));
}
