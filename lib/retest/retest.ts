import { type OutcomeCode, type TestVerdict, waitingOf } from '@/lib/mailbox/connection-test';
import { kindOfFailure } from '@/lib/microsoft/failure';

/**
 * Outcomes that a change which was made a moment ago mends by itself, although waiting alone does not: consent that makes
 * the app known, an app or a mailbox that was just switched on, a licence that was just given.
 */
const GRANTS: ReadonlySet<OutcomeCode> = new Set([
  'app_not_in_tenant',
  'app_disabled',
  'permission_not_proven',
  'mailbox_not_found',
  'mailbox_without_exchange',
]);

/** May this outcome be over by itself, once the customer's administrator has granted what was missing? */
export function waitsForGrant(code: OutcomeCode | null): boolean {
  return code !== null && (GRANTS.has(code) || waitingOf(code).helps === 'after_change');
}

/** Why a mailbox cannot be tested again by itself. */
export type RetestFailure =
  | { readonly code: 'mailbox_not_found' }
  | { readonly code: 'mailbox_paused' }
  /** The last test passed, or came out as one that does not wait for a grant. */
  | { readonly code: 'nothing_to_wait_for' };

const MINUTE_MS = 60_000;

/** How long it goes on: what Exchange remembers of a grant is two hours old at most. */
export const LONGEST_WAIT_MS = 120 * MINUTE_MS;

/** From one try to the next: most grants are there within half an hour, and who insists is locked out (AADSTS50196). */
const PAUSES_MINUTES = [2, 3, 5, 10, 15, 25, 30, 30] as const;

/** How many tries there are at most, those included that a dying process left unfinished. */
export const MOST_TRIES = PAUSES_MINUTES.length;

/** When the try after the one of this number (from 0, when it was asked for) is made: the last at the end itself. */
export function nextTryAt(tries: number, now: Date, endsAt: Date): Date {
  const minutes = PAUSES_MINUTES[Math.min(tries, MOST_TRIES - 1)] ?? 30;
  return new Date(Math.min(now.getTime() + minutes * MINUTE_MS, endsAt.getTime()));
}

/** How long a process may hold a row: longer than the longest ladder, so that nobody else begins meanwhile. */
export const LEASE_MS = 60_000;

/** Why a mailbox is no longer tested again by itself, as the database names it. */
export type RetestEnd =
  | 'passed'
  | 'changed'
  | 'stopped'
  | 'paused'
  | 'values_changed'
  | 'not_allowed'
  | 'over';

/** What the mailbox has to be like for a retest to go on. */
export interface RetestGround {
  readonly pausedAt: Date | null;
  readonly revision: number;
  readonly credentialVersion: number | null;
}

/** Why a retest that was asked for under `asked` does not go on as the mailbox is `now`; null: it does. */
export function whyNotGoOn(
  asked: { readonly revision: number; readonly credentialVersion: number },
  now: RetestGround,
): Extract<RetestEnd, 'paused' | 'values_changed'> | null {
  if (now.pausedAt) return 'paused';
  const same = asked.revision === now.revision && asked.credentialVersion === now.credentialVersion;
  return same ? null : 'values_changed';
}

/** Why a try ends the retest; null: the next one follows. A road that failed says nothing, so that goes on. */
export function whyOverAfter(outcome: {
  readonly verdict: TestVerdict;
  readonly code: OutcomeCode | null;
}): Extract<RetestEnd, 'passed' | 'changed'> | null {
  if (outcome.verdict === 'passed') return 'passed';
  if (outcome.code && kindOfFailure(outcome.code) === 'road') return null;
  return waitsForGrant(outcome.code) ? null : 'changed';
}

/** Is how a retest ended still worth saying, when the mailbox was last tested at `lastTestAt`? Not after a later test. */
export function isEndNews(ended: RetestState['ended'], lastTestAt: Date | null): boolean {
  // An end that its row has not learnt of yet (`at` null) has just come.
  return ended !== null && (ended.at === null || lastTestAt === null || lastTestAt <= ended.at);
}

/** A retest as the mailbox's page shows it. */
export interface RetestState {
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly tries: number;
  readonly nextAt: Date;
  readonly endsAt: Date;
  /** A process is testing at this moment. */
  readonly running: boolean;
  /** Null while it goes on. */
  readonly ended: { readonly at: Date | null; readonly because: RetestEnd } | null;
}
