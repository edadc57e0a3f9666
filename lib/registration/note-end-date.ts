import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import type { ListedSecret } from '@/lib/microsoft/read-application';
import { succeed } from '@/lib/result';
import { keepMatch } from './keep-match';
import { type CredentialMatch, matchCredential } from './match-credential';
import { lockForReading } from './store';

/** What Entra listed of an app registration, after its secret of `version` had signed in. */
export interface ReadSecrets {
  readonly registrationId: string;
  readonly version: number;
  readonly listed: readonly ListedSecret[];
  readonly readAt: Date;
}

/**
 * Looks for a stored secret among those that Entra lists, and keeps what came of it.
 * @returns which it is; null when it was replaced meanwhile
 */
export async function noteEndDate(
  customerId: CustomerId,
  { listed, ...read }: ReadSecrets,
): Promise<CredentialMatch | null> {
  const noted = await transact<CredentialMatch | null, never>(customerId, async (tx) => {
    const known = await lockForReading(customerId, tx, read.registrationId);
    if (known?.version !== read.version) return succeed(null);
    const match = matchCredential(listed, known, read.readAt);
    await keepMatch(customerId, tx, { ...read, match });
    return succeed(match);
  });
  return noted.ok ? noted.value : null;
}
