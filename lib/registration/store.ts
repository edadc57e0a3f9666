import type { CustomerId } from '@/lib/customer/customer';
import { read, type Transaction, transact } from '@/lib/database';
import type { Cloud } from '@/lib/microsoft/cloud';
import { succeed } from '@/lib/result';
import { EVERY_CUSTOMER } from '@/lib/scope';
import type { Binding } from '@/lib/vault/binding';
import { bindingOfStored, pendingBinding } from './credential';
import type { EntraReading } from './registration';

/** A registration with its sealed credential: what a sign-in needs. Never leaves `lib/registration`. */
export async function findSealedCredential(customerId: CustomerId, registrationId: string) {
  return read(customerId, (reader) =>
    reader.registration.findFirst({
      where: { id: registrationId, customerId },
      select: {
        id: true,
        cloud: true,
        tenantId: true,
        clientId: true,
        signInFailedAt: true,
        signInFailureCode: true,
        credential: { select: { version: true, sealed: true, certificate: true } },
      },
    }),
  );
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
  await transact(customerId, async (tx) => {
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
      credential: { select: { version: true, expiresOn: true, expiresFrom: true, certificate: true } },
    },
  });
}

/**
 * Writes the day that the secret of this `version` expires, as a person enters it; null: nobody knows.
 * @returns false when that secret was replaced meanwhile, is a certificate's key, or Entra has told its day
 */
export async function updateExpiry(
  customerId: CustomerId,
  tx: Transaction,
  secret: {
    readonly registrationId: string;
    readonly version: number;
    readonly expiresOn: Date | null;
    readonly byName: string;
  },
): Promise<boolean> {
  const { registrationId, version, expiresOn, byName } = secret;
  const { count } = await tx.credential.updateMany({
    where: { customerId, registrationId, version, certificate: null, expiresFrom: 'staff' },
    data: { expiresOn, expiresByName: expiresOn && byName },
  });
  return count === 1;
}

/**
 * What tells a stored secret apart from others that Entra lists, and what is known of its end; null when it is not
 * there. Locked: the secret is not replaced until the transaction ends.
 */
export async function lockForReading(customerId: CustomerId, tx: Transaction, registrationId: string) {
  await tx.$queryRaw`
    select id from registration
    where id = ${registrationId}::uuid and customer_id = ${customerId}::uuid for update`;
  return tx.credential.findFirst({
    // A certificate tells its end itself.
    where: { registrationId, customerId, certificate: null },
    select: {
      version: true,
      hint: true,
      setAt: true,
      expiresOn: true,
      entraReadAt: true,
      entraKeyId: true,
      registration: { select: { clientId: true, customer: { select: { id: true, name: true } } } },
    },
  });
}

/**
 * Writes what Entra lists of the secret of this `version`; with `expiresOn` its day as well.
 * @returns false when that secret was replaced meanwhile
 */
export async function writeReading(
  customerId: CustomerId,
  tx: Transaction,
  reading: {
    readonly registrationId: string;
    readonly version: number;
    readonly readAt: Date;
    readonly match: EntraReading['match'];
    readonly endsAt: readonly Date[];
    readonly found: { readonly keyId: string | null; readonly expiresOn: Date } | null;
  },
): Promise<boolean> {
  const { registrationId, version, readAt, match, endsAt, found } = reading;
  const { count } = await tx.credential.updateMany({
    where: { customerId, registrationId, version },
    data: {
      entraReadAt: readAt,
      entraMatch: match,
      entraEndsAt: [...endsAt],
      ...(found && {
        entraKeyId: found.keyId,
        expiresOn: found.expiresOn,
        expiresFrom: 'entra',
        expiresByName: null,
      }),
    },
  });
  return count === 1;
}

/** What a registration signs in as, and whose it is; null when it is not there. */
export async function findIds(customerId: CustomerId, tx: Transaction, registrationId: string) {
  return tx.registration.findFirst({
    where: { id: registrationId, customerId },
    select: { cloud: true, tenantId: true, clientId: true, customer: { select: { id: true, name: true } } },
  });
}

interface Ids {
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly clientId: string;
}

/**
 * Writes other ids over those of `before`; a refused sign-in of these is lifted with them.
 * @returns false when they are others by now
 * @throws Prisma's P2002 when the customer has a registration of the new ones (`isUniqueViolation`)
 */
export async function updateIds(
  customerId: CustomerId,
  tx: Transaction,
  change: { readonly registrationId: string; readonly before: Ids; readonly after: Ids },
): Promise<boolean> {
  const { registrationId, before, after } = change;
  const { count } = await tx.registration.updateMany({
    where: { id: registrationId, customerId, ...before },
    data: { ...after, signInFailedAt: null, signInFailureCode: null },
  });
  return count === 1;
}

/** A sealed credential as its row keeps it, with who set it. */
export interface SecretRow {
  readonly version: number;
  readonly sealed: string;
  readonly keyId: string;
  readonly hint: string;
  /** In PEM, when what is sealed is its private key; null: it is a client secret. */
  readonly certificate: string | null;
  readonly expiresOn: Date | null;
  readonly setById: string;
  readonly setByName: string;
}

/** Adds a registration under an id of the caller's, unless there is one of the same values: then the id is that one's. */
export async function insertRegistration(
  customerId: CustomerId,
  tx: Transaction,
  values: {
    readonly id: string;
    readonly cloud: Cloud;
    readonly tenantId: string;
    readonly clientId: string;
  },
): Promise<{ inserted: boolean; id: string }> {
  const { id, cloud, tenantId, clientId } = values;
  // Not "create and catch": a unique violation would end the whole transaction.
  const { count } = await tx.registration.createMany({
    data: [{ id, customerId, cloud, tenantId, clientId }],
    skipDuplicates: true,
  });
  if (count === 1) return { inserted: true, id };
  const there = await tx.registration.findFirstOrThrow({
    where: { customerId, cloud, tenantId, clientId },
    select: { id: true },
  });
  return { inserted: false, id: there.id };
}

/** What was read of a secret says nothing of the one after it. */
const NOTHING_READ = {
  expiresFrom: 'staff',
  entraReadAt: null,
  entraMatch: null,
  entraEndsAt: [] as Date[],
  entraKeyId: null,
} as const;

/**
 * Writes a registration's secret over the one of the version before it; version 1 is its first. A refused sign-in of
 * the secret before is lifted with it.
 * @returns false when somebody else was quicker
 */
export async function writeSecret(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
  secret: SecretRow,
): Promise<boolean> {
  const row = { ...secret, expiresByName: secret.expiresOn && secret.setByName };
  const { count } =
    secret.version === 1
      ? await tx.credential.createMany({
          data: [{ customerId, registrationId, ...row }],
          skipDuplicates: true,
        })
      : await tx.credential.updateMany({
          where: { customerId, registrationId, version: secret.version - 1 },
          data: { ...row, ...NOTHING_READ, setAt: new Date() },
        });
  if (count === 0) return false;
  await tx.registration.updateMany({
    where: { id: registrationId, customerId },
    data: { signInFailedAt: null, signInFailureCode: null },
  });
  return true;
}

/**
 * Forgets what was proven of the mailboxes that a registration serves: it was proven with a secret that is gone. The
 * one write to another noun's table: it has to be one with the replacement, and this room knows no mailbox's verbs.
 * @returns how many mailboxes it serves
 */
export async function forgetProofs(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<number> {
  const { count } = await tx.mailbox.updateMany({
    where: { customerId, registrationId },
    data: { evidenceAt: null, evidenceVerdict: null, evidenceCode: null },
  });
  return count;
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

/** The certificate that waits to be used by this registration, sealed. Never leaves `lib/registration`. */
export async function findPending(customerId: CustomerId, registrationId: string) {
  return read(customerId, (reader) =>
    reader.pendingCertificate.findFirst({
      where: { registrationId, customerId },
      select: {
        id: true,
        sealed: true,
        certificate: true,
        registration: { select: { cloud: true, tenantId: true, clientId: true } },
      },
    }),
  );
}

/** Removes a certificate that waits to be used, if it is still that one. @returns what it was, or null */
export async function removePending(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
  certificateId: string,
): Promise<{ readonly certificate: string } | null> {
  const where = { id: certificateId, registrationId, customerId };
  const found = await tx.pendingCertificate.findFirst({ where, select: { certificate: true } });
  const { count } = await tx.pendingCertificate.deleteMany({ where });
  return count === 1 ? found : null;
}

/** Keeps a registration from being deleted until the transaction ends. @returns false when it is not there */
export async function holdFromDeletion(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<boolean> {
  const there = await tx.$queryRaw<{ id: string }[]>`
    select id from registration
    where id::text = ${registrationId} and customer_id = ${customerId}::uuid for share`;
  return there.length === 1;
}

/** A registration with how many mailboxes it serves, locked: no mailbox is given to it until the transaction ends. */
export async function lockRegistration(customerId: CustomerId, tx: Transaction, registrationId: string) {
  await tx.$queryRaw`
    select id from registration
    where id = ${registrationId}::uuid and customer_id = ${customerId}::uuid for update`;
  const row = await tx.registration.findFirst({
    where: { id: registrationId, customerId },
    select: {
      clientId: true,
      tenantId: true,
      customer: { select: { id: true, name: true } },
      credential: { select: { version: true } },
      _count: { select: { mailboxes: true } },
    },
  });
  if (!row) return null;
  const { _count, credential, ...rest } = row;
  return { ...rest, version: credential?.version ?? null, mailboxCount: _count.mailboxes };
}

/** Removes a registration with its sealed secret. */
export async function removeRegistration(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<void> {
  await tx.registration.deleteMany({ where: { id: registrationId, customerId } });
}

/** A sealed secret with what it is bound to. Never leaves `lib/registration`. */
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

/** How many secrets are not sealed with this key in the present format. */
export async function countToRewrap(keyId: string): Promise<number> {
  const where = toRewrap(keyId);
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

/** How many secrets of all customers need this key. */
export async function countUnder(keyId: string): Promise<number> {
  const where = { keyId };
  return read(
    EVERY_CUSTOMER,
    async (reader) =>
      (await reader.credential.count({ where })) + (await reader.pendingCertificate.count({ where })),
  );
}
