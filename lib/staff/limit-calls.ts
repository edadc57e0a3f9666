import { fail, type Result, succeed } from '@/lib/result';
import type { StaffFailure } from './staff';
import { countAttempt } from './store';

const WINDOW_SECONDS = 10 * 60;

/**
 * How many calls one staff member may make in ten minutes, by what a call costs. `microsoft` asks Microsoft or sends a
 * mail, in the customer's name: 30 a minute, as many as Exchange takes from one mailbox. `little` is all else. Both are
 * more than a person does by hand: they hold up a script with somebody's session, not a colleague in a hurry.
 */
const CALLS_PER_STAFF_MEMBER = { microsoft: 300, little: 1200 } as const;

/** Calls from one network address without a session in ten minutes; a whole office may sit behind it. */
const CALLS_PER_ADDRESS = 300;

/** What a call costs. */
export type CallCost = keyof typeof CALLS_PER_STAFF_MEMBER;

type Limited = Result<null, Extract<StaffFailure, { code: 'too_many_calls' }>>;

/** Counts one call of this staff member; `too_many_calls` when it is one too many. */
export function limitCalls(staffMemberId: string, cost: CallCost): Promise<Limited> {
  return count(`calls:${cost}:${staffMemberId}`, CALLS_PER_STAFF_MEMBER[cost]);
}

/** Counts one call of somebody without a session, by the network address as the server knows it. */
export function limitCallsFrom(address: string): Promise<Limited> {
  return count(`calls-from:${address}`, CALLS_PER_ADDRESS);
}

// In the database, so that the limit holds for several processes alike.
async function count(key: string, limit: number): Promise<Limited> {
  const counted = await countAttempt(key, WINDOW_SECONDS);
  return counted.count > limit
    ? fail({ code: 'too_many_calls', retryAt: counted.windowEndsAt })
    : succeed(null);
}
