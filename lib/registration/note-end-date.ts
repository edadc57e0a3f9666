import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { type Transaction, transact } from '@/lib/database';
import type { ListedSecret } from '@/lib/microsoft/read-application';
import { succeed } from '@/lib/result';
import { dayOf } from './credential';
import { matchCredential } from './match-credential';
import { lockForReading, writeReading } from './store';

/** What Entra listed of an app registration, after its secret of `version` had signed in. */
export interface ReadSecrets {
  readonly registrationId: string;
  readonly version: number;
  readonly listed: readonly ListedSecret[];
  readonly readAt: Date;
}

/**
 * Takes note of what Entra lists of a stored secret. One that is found there has its real day from then on, in UTC; a
 * day that somebody had entered is replaced by it, and the history says so. What is unclear or absent changes no day.
 * A reading about a secret that was replaced meanwhile, or older than the one that is kept, changes nothing.
 */
export async function noteEndDate(customerId: CustomerId, read: ReadSecrets): Promise<void> {
  await transact(customerId, async (tx) => {
    await note(customerId, tx, read);
    return succeed(null);
  });
}

async function note(
  customerId: CustomerId,
  tx: Transaction,
  { registrationId, version, listed, readAt }: ReadSecrets,
): Promise<void> {
  const known = await lockForReading(customerId, tx, registrationId);
  if (known?.version !== version || (known.entraReadAt && known.entraReadAt >= readAt)) return;
  const match = matchCredential(listed, known, readAt);
  const found = match.kind === 'found' ? { keyId: match.keyId, expiresOn: dayIn(match.endsAt) } : null;
  const endsAt = match.kind === 'found' ? [match.endsAt] : match.kind === 'unclear' ? match.endsAt : [];
  const reading = { registrationId, version, readAt, match: match.kind, endsAt, found };
  if (!(await writeReading(customerId, tx, reading)) || !found) return;
  const expiresOnBefore = dayOf(known.expiresOn);
  const expiresOn = dayOf(found.expiresOn);
  if (expiresOn === expiresOnBefore) return;
  const { clientId, customer } = known.registration;
  await recordAudit(tx, {
    deed: 'secret.read_expiry',
    actor: null,
    customer,
    subject: { id: registrationId, label: clientId },
    details: { expiresOnBefore, expiresOn, version },
  });
}

const dayIn = (at: Date) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
