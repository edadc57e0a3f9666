import { testExchangeGrant } from '@/app/_guide/restrict-commands';
import { type Check, type CheckName, type CheckState, offerOf } from '@/lib/mailbox/connection-test';
import type { Correction } from '@/lib/registration/correct-ids';
import type { Forward } from './forward-texts';
import {
  type About,
  lookupOf,
  type Speech,
  type WordedCommand,
  type WordedLink,
  type WordedOutcome,
  type WordedRaw,
  wordOutcome,
} from './word-outcome';

/** One rung of the ladder in words; JSON, and nothing secret. */
export interface WordedCheck {
  readonly name: CheckName;
  readonly label: string;
  readonly state: CheckState;
  readonly stateWord: string;
  /** What is so, in one sentence. */
  readonly sentence: string;
  readonly durationMs: number;
  readonly cause: string | null;
  readonly secondCause: string | null;
  readonly fix: string | null;
  readonly waiting: string | null;
  readonly who: string | null;
  readonly link: WordedLink | null;
  readonly command: WordedCommand | null;
  readonly forward: Forward | null;
  readonly more: string | null;
  readonly raw: WordedRaw | null;
  /** Microsoft's page on the raw answer's number. */
  readonly lookup: WordedLink | null;
  /** What is worth knowing besides, such as permissions that are not needed. */
  readonly notes: readonly string[];
  /** What a press could put right: the two ids exchanged, or another cloud. */
  readonly offer: Correction | null;
}

/** Of use where large mail goes out as a draft, and to look whether a mail was sent. */
const MAIL_READ_WRITE = 'Mail.ReadWrite';

/** Words one check. */
export function wordCheck(speech: Speech, check: Check, about: About): WordedCheck {
  const { t } = speech;
  const raw = rawOf(check);
  // What a test asks goes out under the mailbox's own address.
  const own = { ...about, fromAddress: about.mailboxAddress };
  const outcome = check.code
    ? wordOutcome(speech, check.code, own, { raw, retryAfterSeconds: check.facts.retryAfterSeconds })
    : null;
  return {
    name: check.name,
    label: t(`check.${check.name}`),
    state: check.state,
    stateWord: t(`state.${check.state}`),
    sentence: sentenceOf(t, check, outcome),
    durationMs: check.durationMs,
    cause: outcome?.cause ?? null,
    secondCause: outcome?.secondCause ?? null,
    fix: outcome?.fix ?? null,
    waiting: outcome?.waiting ?? null,
    who: outcome?.who ?? null,
    link: outcome?.link ?? null,
    command: outcome?.command ?? null,
    forward: outcome?.forward ?? null,
    more: outcome?.more ?? null,
    raw,
    lookup: lookupOf(speech, raw),
    notes: notesOf(speech, check, about),
    offer: offerOf(check),
  };
}

function sentenceOf(t: Speech['t'], check: Check, outcome: WordedOutcome | null): string {
  if (check.state === 'not_reached') return t('notReached');
  if (check.state === 'passed') {
    return check.name === 'permission' && check.facts.grantedInExchange
      ? t('passed.permissionInExchange')
      : t(`passed.${check.name}`);
  }
  return outcome?.title ?? t(`state.${check.state}`);
}

function notesOf({ t, format }: Speech, { name, state, code, facts }: Check, about: About): string[] {
  const notes: string[] = [];
  const ends = facts.secretEnd?.endsAt.map((at) => format.dateTime(new Date(at), 'calendarDay')) ?? [];
  if (facts.secretEnd) {
    // Two may end on one day.
    const days = format.list(new Set(ends));
    notes.push(t(`notes.secret_${facts.secretEnd.kind}`, { count: ends.length, days }));
  }
  if (facts.tenantId) notes.push(t('notes.directoryId', { tenantId: facts.tenantId }));
  if (facts.otherCloud) notes.push(t('notes.otherCloud', { cloud: facts.otherCloud }));
  if (name === 'permission') {
    const unused = facts.excessRoles?.filter((role) => role !== MAIL_READ_WRITE) ?? [];
    if (unused.length > 0) notes.push(t('notes.excess', { roles: unused.join(', ') }));
    if (facts.excessRoles?.includes(MAIL_READ_WRITE)) notes.push(t('notes.readWrite'));
    if (code === 'permission_missing') {
      const roles = facts.roles?.join(', ');
      notes.push(
        roles ? t('notes.rolesNamed', { roles }) : t('notes.noRoles', { command: testExchangeGrant(about) }),
      );
    }
    if (facts.grantedInExchange) notes.push(t('notes.inExchange'));
    else if (state === 'passed') notes.push(t('notes.everyMailbox'));
  }
  if (facts.idsExchanged) notes.push(t('notes.idsExchanged'));
  if (code === 'access_denied') notes.push(t('notes.deniedOpen'));
  if (name === 'mailbox' && state === 'passed') notes.push(t('notes.withoutSending'));
  return notes;
}

// Field by field: what is kept as JSON may one day hold more than a browser should get.
function rawOf({ raw }: Check): WordedRaw | null {
  if (!raw) return null;
  const { code, status, message, requestId, correlationId, at } = raw;
  return { code, status, message, requestId, correlationId, at };
}
