import { log } from '@/lib/log';
import type { Cloud } from '@/lib/microsoft/cloud';
import { type ListedSecret, mayReadApplication, readApplication } from '@/lib/microsoft/read-application';
import type { AccessToken } from '@/lib/microsoft/request-access-token';
import { climbLadder, type LadderWatch } from './climb-ladder';
import type { ConnectionReport, TestedValues } from './connection-test';

/** The longest that reading the app registration may take: nobody waits for a test much longer because of it. */
const LONGEST_READING_MS = 3_000;

/** What Entra lists of the app's secrets, and when it said so. */
export interface ReadListing {
  readonly listed: readonly ListedSecret[];
  readonly readAt: Date;
}

/**
 * Climbs the ladder, and beside its last rungs reads what Entra lists of the app's secrets, if the token says that the
 * app may read that. Without such a permission nothing is asked for. A reading that fails is null, like none: it says
 * nothing about the mailbox and changes no check.
 * @returns the report null when `watch.signal` ended it
 */
export async function climbWithEndDate(
  values: TestedValues,
  watch: LadderWatch = {},
): Promise<{ report: ConnectionReport | null; listing: ReadListing | null }> {
  let reading: Promise<ReadListing | null> = Promise.resolve(null);
  const onSignedIn = (token: AccessToken) => {
    reading = readListing(values, token, watch.signal);
  };
  const report = await climbLadder(values, { ...watch, onSignedIn });
  return { report, listing: await reading };
}

async function readListing(
  { cloud, clientId }: TestedValues,
  token: AccessToken,
  signal: AbortSignal | undefined,
): Promise<ReadListing | null> {
  if (!mayReadApplication(token.roles)) return null;
  const limits = { deadlineMs: LONGEST_READING_MS, ...(signal ? { signal } : {}) };
  const read = await readApplication({ cloud: cloud as Cloud, token, clientId }, limits);
  if (read.ok) return { listed: read.value, readAt: new Date() };
  const { code, raw } = read.failure;
  log.info({ code, status: raw.status, requestId: raw.requestId }, 'app registration not read');
  return null;
}
