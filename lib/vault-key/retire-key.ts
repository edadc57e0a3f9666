import { recordAudit } from '@/lib/audit/record-audit';
import { isForeignKeyViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import { forgetKey } from '@/lib/vault/forget-key';
import { countUnder } from './store';

/** Why a vault key cannot be retired. */
export type RetireFailure =
  /** Neither is it here nor does the database know it. */
  | { readonly code: 'key_unknown' }
  /** New secrets are sealed with it. */
  | { readonly code: 'key_seals' }
  /** So many secrets still need it. */
  | { readonly code: 'key_in_use'; readonly secretCount: number };

/**
 * Retires a vault key: from then on the database takes no secret that is sealed with it. Only at zero uses, which a foreign
 * key makes sure of, also against a secret that is being saved at this moment. The key itself is then to be taken from
 * where keys come from; one that is still there counts as new when it is seen again.
 */
export async function retireKey(keyId: string): Promise<Result<null, RetireFailure>> {
  try {
    return await transact<null, RetireFailure>(NO_CUSTOMER, async (tx) => {
      const forgotten = await forgetKey(tx, keyId);
      if (!forgotten.ok) return forgotten;
      await recordAudit(tx, { deed: 'keys.retire', actor: null, subject: { label: keyId } });
      return succeed(null);
    });
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    return fail({ code: 'key_in_use', secretCount: await countUnder(keyId) });
  }
}
