import type { AccessToken } from '@/lib/microsoft/access-token';
import type { Cloud } from '@/lib/microsoft/cloud';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { isAboutRights, isRoadFailure, type MicrosoftFailure } from '@/lib/microsoft/failure';
import { MAIL_SEND } from '@/lib/microsoft/failure-of-graph';
import { type FoundDirectory, findDirectory } from '@/lib/microsoft/find-directory';
import { graphRow } from '@/lib/microsoft/graph-codes';
import { probeRightToSend } from '@/lib/microsoft/probe-right-to-send';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { faultOfValues } from './check-values';
import {
  CHECK_NAMES,
  type Check,
  type CheckFacts,
  type CheckName,
  type CheckState,
  type ConnectionReport,
  type OutcomeCode,
  type TestedValues,
  verdictOf,
} from './connection-test';
import { findOtherCloud } from './find-other-cloud';
import { tryExchangedIds } from './try-exchanged-ids';

/** The longest that one call to Microsoft and the whole ladder may take: the person has the customer on the phone. */
const LONGEST_CALL_MS = 10_000;
const LONGEST_LADDER_MS = 14_000;

/** Whoever waits for a ladder. */
export interface LadderWatch {
  /** Hears of each rung as soon as it is known, in the order of {@link CHECK_NAMES}. */
  readonly onCheck?: (check: Check) => void;
  /** Nobody waits any more: the call that is on its way is cut, down to its socket, and the ladder ends as null. */
  readonly signal?: AbortSignal | undefined;
}

/** Who has something to ask with the token besides. */
interface TokenWatch {
  /** Told the token as soon as there is one; nothing here waits for what it does. */
  readonly onSignedIn?: (token: AccessToken) => void;
}

/** How much a ladder may still take, who ends it, and who waits for its token. */
interface Reins extends TokenWatch {
  /** When it began, on the monotonic clock. */
  readonly begunAt: number;
  readonly signal: AbortSignal | undefined;
}

/** What is left for the next call. */
// AbortSignal.timeout throws for a part of a millisecond.
const limits = ({ begunAt, signal }: Reins): CallLimits => ({
  deadlineMs: Math.ceil(
    Math.max(1, Math.min(LONGEST_CALL_MS, LONGEST_LADDER_MS - (performance.now() - begunAt))),
  ),
  ...(signal ? { signal } : {}),
});

interface Found {
  readonly state: CheckState;
  readonly code?: OutcomeCode | null;
  readonly failure?: MicrosoftFailure;
  readonly raw?: Check['raw'];
  readonly facts?: CheckFacts;
}

/**
 * Climbs the ladder: values, directory, sign-in, permission, mailbox; stops at the first rung that fails. Asks for a
 * fresh token, keeps nothing, writes nothing, needs no permission beyond Mail.Send. `values` are already trimmed.
 * @returns the report; null when `watch.signal` ended it: what it had found by then proves nothing
 */
export async function climbLadder(
  values: TestedValues,
  watch?: Omit<LadderWatch, 'signal'> & TokenWatch,
): Promise<ConnectionReport>;
export async function climbLadder(
  values: TestedValues,
  watch: LadderWatch & TokenWatch,
): Promise<ConnectionReport | null>;
export async function climbLadder(
  values: TestedValues,
  { onCheck, signal, ...rest }: LadderWatch & TokenWatch = {},
): Promise<ConnectionReport | null> {
  const startedAt = new Date();
  const checks: Check[] = [];
  let since = performance.now();
  const step = (name: CheckName, found: Found): boolean => {
    // The failure of a call that was cut is none of Microsoft's.
    if (signal?.aborted) return false;
    const now = performance.now();
    const check = checkOf(name, found, Math.round(now - since));
    checks.push(check);
    since = now;
    onCheck?.(check);
    return found.state !== 'failed';
  };

  await climb(values, step, { ...rest, begunAt: since, signal });
  if (signal?.aborted) return null;

  for (const name of CHECK_NAMES.slice(checks.length)) step(name, { state: 'not_reached' });
  return { ...verdictOf(checks), checks, startedAt, finishedAt: new Date() };
}

async function climb(
  values: TestedValues,
  step: (name: CheckName, found: Found) => boolean,
  reins: Reins,
): Promise<void> {
  const fault = faultOfValues(values);
  if (!step('values', fault ? { state: 'failed', code: fault } : { state: 'passed' })) return;
  const { tenantId, mailboxAddress } = values;
  const cloud = values.cloud as Cloud;

  const directory = await findDirectory({ cloud, tenantId }, limits(reins));
  const found: Found = directory.ok
    ? { state: 'passed', facts: factsOf(directory.value, tenantId) }
    : await withHints(failed(directory.failure), values, reins);
  if (!step('directory', found)) return;

  const signedIn = await requestAccessToken({ ...values, cloud }, limits(reins));
  if (!signedIn.ok) {
    const refused = await withHints(failed(signedIn.failure), values, reins);
    // The directory's own answer may have named the cloud already.
    const { otherCloud } = directory.ok ? directory.value : { otherCloud: null };
    step('sign_in', { ...refused, facts: { ...refused.facts, ...(otherCloud ? { otherCloud } : {}) } });
    return;
  }
  // The token is at hand from here on: what else it can read is read beside the rungs that follow.
  step('sign_in', { state: 'passed' });

  reins.onSignedIn?.(signedIn.value);
  await climbPermissionAndMailbox({ cloud, token: signedIn.value, address: mailboxAddress }, step, reins);
}

/** Where Microsoft knows no such directory or app: are the two ids exchanged, or is it at home in another cloud? */
async function withHints(found: Found, values: TestedValues, reins: Reins): Promise<Found> {
  if (found.code !== 'tenant_not_found' && found.code !== 'app_not_in_tenant') return found;
  const cloud = values.cloud as Cloud;
  const left = () => limits(reins);
  const [idsExchanged, otherCloud] = await Promise.all([
    tryExchangedIds(values, cloud, left),
    found.code === 'tenant_not_found' ? findOtherCloud(values.tenantId, cloud, left) : null,
  ]);
  const hints = { ...(idsExchanged ? { idsExchanged } : {}), ...(otherCloud ? { otherCloud } : {}) };
  return { ...found, facts: { ...found.facts, ...hints } };
}

const factsOf = ({ tenantId, otherCloud }: FoundDirectory, asked: string): CheckFacts => ({
  ...(tenantId === asked ? {} : { tenantId }),
  ...(otherCloud ? { otherCloud } : {}),
});

/** Refusals that name their own cause; any other means that the right is not there. */
const SAYS_WHY: ReadonlySet<OutcomeCode> = new Set(['access_policy_blocks', 'token_for_another_cloud']);

// A 401 without a code that is known is a refused token in general. Of one without permissions it may be just that.
const saysWhy = ({ code, raw }: MicrosoftFailure) =>
  SAYS_WHY.has(code) || (code === 'token_refused' && graphRow(raw.code ?? '') !== undefined);

// A missing role is no verdict yet: a grant by Exchange's RBAC for Applications does not show in the token. So the
// mailbox is probed first and the two rungs are told together.
async function climbPermissionAndMailbox(
  asked: {
    readonly cloud: Cloud;
    readonly token: AccessToken;
    readonly address: string;
  },
  step: (name: CheckName, found: Found) => boolean,
  reins: Reins,
): Promise<void> {
  const { roles } = asked.token;
  const facts = { roles, excessRoles: roles.filter((role) => role !== MAIL_SEND) };
  const hasRole = roles.includes(MAIL_SEND);
  if (hasRole) step('permission', { state: 'passed', facts });

  const probe = await probeRightToSend(asked, limits(reins));
  if (!hasRole) {
    if (probe.verdict === 'refused' && isAboutRights(probe.failure.code)) {
      const code = saysWhy(probe.failure) ? probe.failure.code : 'permission_missing';
      step('permission', { ...failed(probe.failure), code, facts });
      return;
    }
    const granted = probe.verdict === 'may_send';
    step('permission', {
      state: granted ? 'passed' : 'not_proven',
      code: granted ? null : 'permission_not_proven',
      facts: granted ? { ...facts, grantedInExchange: true } : facts,
    });
  }
  if (probe.verdict === 'may_send') step('mailbox', { state: 'passed', raw: probe.raw });
  else if (probe.verdict === 'refused') step('mailbox', failed(probe.failure));
  else step('mailbox', notProven(probe.failure));
}

function failed(failure: MicrosoftFailure): Found {
  return { state: 'failed', code: failure.code, raw: failure.raw, facts: waitOf(failure) };
}

// The road to Microsoft failed: that is what to say. Any other surprise only means that the probe proves nothing.
function notProven(failure: MicrosoftFailure): Found {
  if (isRoadFailure(failure.code)) return failed(failure);
  const facts: CheckFacts = failure.code === 'unknown' ? { answerUnknown: true } : {};
  return { state: 'not_proven', code: 'right_not_proven', raw: failure.raw, facts };
}

const waitOf = ({ retryAfterSeconds }: MicrosoftFailure): CheckFacts =>
  retryAfterSeconds === null ? {} : { retryAfterSeconds };

function checkOf(name: CheckName, found: Found, durationMs: number): Check {
  return {
    name,
    state: found.state,
    code: found.code ?? null,
    durationMs,
    raw: found.raw ?? null,
    facts: found.facts ?? {},
  };
}
