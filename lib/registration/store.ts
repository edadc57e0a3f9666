import type { CustomerId } from '@/lib/customer/customer';
import { read, type Transaction, transact } from '@/lib/database';
import type { Cloud } from '@/lib/microsoft/cloud';
import { succeed } from '@/lib/result';
import type { EntraReading, TriedSignIn } from './registration';

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
 * Remembers that Microsoft refused a registration's sign-in; null: that it let it in. Only while what was tried is still
 * what is stored: what is said of an old secret or of other ids says nothing of those that took their place.
 */
export async function rememberSignIn(
  customerId: CustomerId,
  tried: TriedSignIn,
  refused: { readonly at: Date; readonly code: string } | null,
): Promise<void> {
  const { registrationId, version, cloud, tenantId, clientId } = tried;
  await transact(customerId, async (tx) => {
    // Waits for a change that is under way: only a statement that begins afterwards sees what it has written.
    await tx.$queryRaw`
      select id from registration
      where id = ${registrationId}::uuid and customer_id = ${customerId}::uuid for update`;
    await tx.registration.updateMany({
      where: { id: registrationId, customerId, cloud, tenantId, clientId, credential: { version } },
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
export interface CredentialRow {
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
  entraReadAt: null,
  entraMatch: null,
  entraEndsAt: [] as Date[],
  entraKeyId: null,
} as const;

/**
 * Writes a registration's credential over the one of the version before it; version 1 is its first. A refused sign-in of
 * the one before is lifted with it.
 * @returns false when somebody else was quicker
 */
export async function writeCredential(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
  credential: CredentialRow,
): Promise<boolean> {
  const { version, certificate, expiresOn, setByName } = credential;
  const isSecret = certificate === null;
  const row = {
    ...credential,
    expiresFrom: isSecret ? ('staff' as const) : ('certificate' as const),
    expiresByName: isSecret && expiresOn ? setByName : null,
  };
  const { count } =
    version === 1
      ? await tx.credential.createMany({
          data: [{ customerId, registrationId, ...row }],
          skipDuplicates: true,
        })
      : await tx.credential.updateMany({
          where: { customerId, registrationId, version: version - 1 },
          data: { ...NOTHING_READ, ...row, setAt: new Date() },
        });
  if (count === 0) return false;
  await tx.registration.updateMany({
    where: { id: registrationId, customerId },
    data: { signInFailedAt: null, signInFailureCode: null },
  });
  return true;
}

const NOTHING_PROVEN = { evidenceAt: null, evidenceVerdict: null, evidenceCode: null } as const;

/**
 * Forgets what was proven of the mailboxes that a registration serves: it was proven with a secret that is gone. This
 * and the next are the only writes to another noun's table: they have to be one with the change of the registration,
 * and this room knows no mailbox's verbs.
 * @returns how many mailboxes it serves
 */
export async function forgetProofs(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<number> {
  const { count } = await tx.mailbox.updateMany({
    where: { customerId, registrationId },
    data: NOTHING_PROVEN,
  });
  return count;
}

/**
 * The same after the registration's ids were changed, at which its secret keeps its version: each mailbox counts as
 * edited, so that a test, a mail or a retest that began with the ids before proves nothing of these.
 * @returns how many mailboxes it serves
 */
export async function forgetProofsOfOldIds(
  customerId: CustomerId,
  tx: Transaction,
  registrationId: string,
): Promise<number> {
  const { count } = await tx.mailbox.updateMany({
    where: { customerId, registrationId },
    data: { ...NOTHING_PROVEN, revision: { increment: 1 } },
  });
  return count;
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
