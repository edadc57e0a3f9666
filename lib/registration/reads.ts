import { latestEntry } from '@/lib/audit/reads';
import type { CustomerId } from '@/lib/customer/customer';
import { type Reader, read } from '@/lib/database';
import { availableClouds, cloudEndpoints } from '@/lib/microsoft/clouds';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { checkKeys } from '@/lib/vault/check-keys';
import type { KeySourceFault } from '@/lib/vault/key-source';
import { keyring } from '@/lib/vault/keyring';
import type { KeyState } from '@/lib/vault/vault';
import type { Prisma } from '@/prisma/generated/client';
import { factsOfCertificate } from './certificate';
import type { CredentialFacts, RegistrationDetails } from './registration';
import { countToRewrap } from './store';

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

/** A vault key of this installation: its state, and how many secrets of all customers need it. */
export type VaultKeyRow = KeyState & { readonly secretCount: number };

/** Every vault key that is here, or that a secret needs, the oldest first. No key and no secret is among it. */
export async function listVaultKeys(): Promise<VaultKeyRow[]> {
  const [states, counts] = await Promise.all([
    checkKeys(),
    read(EVERY_CUSTOMER, async (reader) => [
      ...(await reader.credential.groupBy({ by: ['keyId'], _count: true })),
      ...(await reader.pendingCertificate.groupBy({ by: ['keyId'], _count: true })),
    ]),
  ]);
  const countOf = new Map<string, number>();
  for (const { keyId, _count } of counts) countOf.set(keyId, (countOf.get(keyId) ?? 0) + _count);
  return states
    .map((state) => ({ ...state, secretCount: countOf.get(state.keyId) ?? 0 }))
    .filter(({ state, seals, secretCount }) => state !== 'missing' || seals || secretCount > 0);
}

/** The vault keys that cannot be used although something needs them: the key that seals, and those of stored secrets. */
export async function listTroubledKeys(): Promise<KeyState[]> {
  const states = (await checkKeys()).filter(({ state }) => state !== 'usable');
  const needed = await Promise.all(
    states.map(({ keyId, seals }) => seals || read(EVERY_CUSTOMER, (reader) => firstUnder(reader, keyId))),
  );
  return states.filter((_, at) => needed[at]);
}

const firstUnder = async (reader: Reader, keyId: string) =>
  (await reader.credential.findFirst({ where: { keyId }, select: { id: true } })) ??
  reader.pendingCertificate.findFirst({ where: { keyId }, select: { id: true } });

/** How far re-wrapping has come. Nobody keeps it up to date: it is counted. */
export interface RewrapState {
  /** All secrets of all customers. */
  readonly secrets: number;
  /** Of them those that are not yet under the key that seals, in the present format. */
  readonly left: number;
  /** The run that ended last. */
  readonly last: {
    readonly at: Date;
    readonly actorName: string;
    readonly rewrapped: number;
    readonly refused: number;
  } | null;
  /** Why the key file could not be read anew; null: it could, or keys come from elsewhere. */
  readonly fault: KeySourceFault | null;
}

/** How many secrets are under the key that seals, and how the last run to bring them there ended. */
export async function readRewrapState(): Promise<RewrapState> {
  const { sealingKeyId, fault } = await keyring();
  const [secrets, left, end] = await Promise.all([
    read(
      EVERY_CUSTOMER,
      async (reader) => (await reader.credential.count()) + (await reader.pendingCertificate.count()),
    ),
    sealingKeyId === null ? 0 : countToRewrap(sealingKeyId),
    latestEntry('keys.rewrap_end'),
  ]);
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  const last = end && {
    at: end.at,
    actorName: end.actorName,
    rewrapped: count(end.details.rewrapped),
    refused: count(end.details.refused),
  };
  return { secrets, left, last, fault };
}
