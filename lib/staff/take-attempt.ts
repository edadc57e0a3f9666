import { record } from '@/lib/audit/record-audit';
import { fail, type Result, succeed } from '@/lib/result';
import type { StaffFailure } from './staff';
import { countAttempt } from './store';

/** How often something may be tried, and what the history says when it was tried more often. */
export interface Limit {
  /** Under which it is counted, such as `sign-in:lin@example.com`. */
  readonly key: string;
  readonly attempts: number;
  readonly windowSeconds: number;
  /** Whom it was about; null where there is nobody, and nothing to be recorded. */
  readonly subject: () => Promise<{ readonly id?: string; readonly label: string } | null>;
}

/**
 * Counts one attempt under each limit, before anything is looked at: in the database, so that it holds for server actions
 * and for several processes alike. The first attempt over a limit is put on record, so once a window.
 */
export async function takeAttempt(
  limits: readonly Limit[],
): Promise<Result<null, Extract<StaffFailure, { code: 'too_many_attempts' }>>> {
  let retryAt: Date | null = null;
  for (const { key, attempts, windowSeconds, subject } of limits) {
    const { count, windowEndsAt } = await countAttempt(key, windowSeconds);
    if (count <= attempts) continue;
    if (retryAt === null || windowEndsAt > retryAt) retryAt = windowEndsAt;
    if (count > attempts + 1) continue;
    const limited = await subject();
    if (limited) {
      const details = { attempts, windowMinutes: windowSeconds / 60 };
      await record({ deed: 'staff.sign_in_limited', actor: null, subject: limited, details });
    }
  }
  return retryAt ? fail({ code: 'too_many_attempts', retryAt }) : succeed(null);
}
