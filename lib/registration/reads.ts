import { factsOfCertificate } from '@/lib/certificate/certificate';
import type { CustomerId } from '@/lib/customer/customer';
import { read } from '@/lib/database';
import { availableClouds, cloudEndpoints } from '@/lib/microsoft/clouds';
import type { Prisma } from '@/prisma/generated/client';
import type { CredentialFacts, RegistrationDetails } from './registration';

const shown = {
  id: true,
  cloud: true,
  tenantId: true,
  clientId: true,
  signInFailedAt: true,
  signInFailureCode: true,
  _count: { select: { mailboxes: true } },
  credential: {
    select: {
      version: true,
      hint: true,
      certificate: true,
      expiresOn: true,
      expiresFrom: true,
      expiresByName: true,
      entraReadAt: true,
      entraMatch: true,
      entraEndsAt: true,
      setByName: true,
      setAt: true,
    },
  },
  pendingCertificate: { select: { id: true, certificate: true, madeByName: true, madeAt: true } },
} as const;

type Shown = Prisma.RegistrationGetPayload<{ select: typeof shown }>;

function detailsOf({ _count, credential, pendingCertificate, ...row }: Shown): RegistrationDetails {
  return {
    ...row,
    mailboxCount: _count.mailboxes,
    credential: credential && credentialFactsOf(credential),
    pendingCertificate: pendingCertificate && {
      ...pendingCertificate,
      ...factsOfCertificate(pendingCertificate.certificate),
    },
  };
}

function credentialFactsOf(credential: NonNullable<Shown['credential']>): CredentialFacts {
  const { entraReadAt: readAt, entraMatch: match, entraEndsAt: endsAt, certificate, ...facts } = credential;
  const entra = readAt && match && { readAt, match, endsAt };
  return { ...facts, entra, certificate: certificate === null ? null : factsOfCertificate(certificate) };
}

/** A customer's app registrations, oldest first. */
export async function listRegistrations(customerId: CustomerId): Promise<RegistrationDetails[]> {
  const rows = await read(customerId, (reader) =>
    reader.registration.findMany({
      where: { customerId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: shown,
    }),
  );
  return rows.map(detailsOf);
}

/** One app registration of this customer, or null. */
export async function readRegistration(
  customerId: CustomerId,
  registrationId: string,
): Promise<RegistrationDetails | null> {
  const row = await read(customerId, (reader) =>
    reader.registration.findFirst({ where: { id: registrationId, customerId }, select: shown }),
  );
  return row && detailsOf(row);
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
