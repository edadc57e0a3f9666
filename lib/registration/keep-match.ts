import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import type { Transaction } from '@/lib/database';
import { dayOf } from './credential';
import type { CredentialMatch } from './match-credential';
import { lockForReading, writeReading } from './store';

/**
 * Keeps what came of looking for a stored secret among those that Entra lists, inside the caller's transaction. One that
 * was found has its real day from then on, in UTC; a day that somebody had entered is replaced by it, and the history
 * says so. What is unclear or absent changes no day. What is about a secret that was replaced meanwhile (`version` is
 * that of the one that signed in), or older than what is kept, changes nothing.
 */
export async function keepMatch(
  customerId: CustomerId,
  tx: Transaction,
  reading: {
    readonly registrationId: string;
    readonly version: number;
    readonly match: CredentialMatch;
    readonly readAt: Date;
  },
): Promise<void> {
  const { registrationId, version, match, readAt } = reading;
  const known = await lockForReading(customerId, tx, registrationId);
  if (known?.version !== version || (known.entraReadAt && known.entraReadAt >= readAt)) return;
  const found = match.kind === 'found' ? { keyId: match.keyId, expiresOn: dayIn(match.endsAt) } : null;
  const endsAt = match.kind === 'found' ? [match.endsAt] : match.kind === 'unclear' ? match.endsAt : [];
  const row = { registrationId, version, readAt, match: match.kind, endsAt, found };
  if (!(await writeReading(customerId, tx, row)) || !found) return;
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
