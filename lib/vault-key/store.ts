import type { CustomerId } from '@/lib/customer/customer';
import { read, transact } from '@/lib/database';
import { pendingBinding } from '@/lib/pending-certificate/pending-certificate';
import { bindingOfStored } from '@/lib/registration/credential';
import { succeed } from '@/lib/result';
import { EVERY_CUSTOMER } from '@/lib/scope';
import type { Binding } from '@/lib/vault/binding';
import type { Prisma } from '@/prisma/generated/client';

// Secrets of every customer stand in two tables, each with a folder of its own. What is written here is under which key they are
// sealed, never what is sealed.

/** A sealed secret with what it is bound to. Never leaves `lib/vault-key`. */
export interface SealedRow {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly registrationId: string;
  readonly binding: Binding;
  readonly keyId: string;
  readonly sealed: string;
}

/** Comes before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The next `limit` sealed secrets of all customers in the order of their ids: client secrets, keys of certificates in
 * use, and keys of certificates that wait to be used.
 * @param after the id after which it begins; null: at the first
 * @param notUnder leaves out what is sealed with this key in the present format
 */
export async function nextSealed(
  after: string | null,
  limit: number,
  notUnder?: string,
): Promise<SealedRow[]> {
  const page = {
    where: { id: { gt: after ?? FIRST_ID }, ...(notUnder === undefined ? {} : toRewrap(notUnder)) },
    orderBy: { id: 'asc' },
    take: limit,
  } as const;
  const columns = { id: true, customerId: true, registrationId: true, keyId: true, sealed: true } as const;
  const [stored, pending] = await read(EVERY_CUSTOMER, async (reader) => [
    await reader.credential.findMany({ ...page, select: { ...columns, version: true, certificate: true } }),
    await reader.pendingCertificate.findMany({ ...page, select: columns }),
  ]);
  const rows = [
    ...stored.map(({ version, certificate, ...row }) => ({
      ...row,
      binding: bindingOfStored(row.customerId as CustomerId, row.registrationId, { version, certificate }),
    })),
    ...pending.map((row) => ({ ...row, binding: pendingBinding(row.customerId as CustomerId, row.id) })),
  ] as SealedRow[];
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit);
}

/** How many secrets there are. */
export async function countSecrets(): Promise<number> {
  return countSealed({});
}

/** How many secrets need this key. */
export async function countUnder(keyId: string): Promise<number> {
  return countSealed({ keyId });
}

/** How many secrets are not sealed with this key in the present format. */
export async function countToRewrap(keyId: string): Promise<number> {
  return countSealed(toRewrap(keyId));
}

async function countSealed(
  where: Prisma.CredentialWhereInput & Prisma.PendingCertificateWhereInput,
): Promise<number> {
  return read(
    EVERY_CUSTOMER,
    async (reader) =>
      (await reader.credential.count({ where })) + (await reader.pendingCertificate.count({ where })),
  );
}

const toRewrap = (keyId: string) => ({ OR: [{ keyId: { not: keyId } }, { sealed: { startsWith: 'v1.' } }] });

/**
 * Exchanges sealed values for the same ones under another key, in one transaction: each only while it is still the one
 * that was read (`old`). One that was replaced meanwhile stays as it is.
 * @param rows in the order of their ids
 * @returns how many were exchanged
 */
export async function exchangeSealed(
  keyId: string,
  rows: readonly { readonly id: string; readonly old: string; readonly sealed: string }[],
): Promise<number> {
  const exchanged = await transact(EVERY_CUSTOMER, async (tx) => {
    // One at a time: two that exchange many rows in different orders would wait for each other in a circle.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('posthouse rewrap'))`;
    // The range says nothing new; without it the database would read the whole table for each batch.
    const given = [
      rows.map(({ id }) => id),
      rows.map(({ old }) => old),
      rows.map(({ sealed }) => sealed),
    ] as const;
    const [first, last] = [rows.at(0)?.id, rows.at(-1)?.id];
    const stored = await tx.$executeRaw`
      update credential set sealed = given.sealed, key_id = ${keyId}
      from unnest(
        ${given[0]}::uuid[], ${given[1]}::text[], ${given[2]}::text[]
      ) as given (id, old, sealed)
      where credential.id = given.id and credential.sealed = given.old
        and credential.id between ${first}::uuid and ${last}::uuid`;
    const pending = await tx.$executeRaw`
      update pending_certificate set sealed = given.sealed, key_id = ${keyId}
      from unnest(
        ${given[0]}::uuid[], ${given[1]}::text[], ${given[2]}::text[]
      ) as given (id, old, sealed)
      where pending_certificate.id = given.id and pending_certificate.sealed = given.old
        and pending_certificate.id between ${first}::uuid and ${last}::uuid`;
    return succeed(stored + pending);
  });
  return exchanged.ok ? exchanged.value : 0;
}
