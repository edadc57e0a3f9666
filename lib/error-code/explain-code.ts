import { BOUNCE_CODES, type BounceOwner, type BounceRow } from '@/lib/microsoft/bounce-codes';
import type { CodeRow } from '@/lib/microsoft/code-row';
import { ENTRA_CODES, OAUTH_ERRORS } from '@/lib/microsoft/entra-codes';
import type { MicrosoftFailureCode } from '@/lib/microsoft/failure';
import { GRAPH_CODES } from '@/lib/microsoft/graph-codes';
import { NETWORK_CODES } from '@/lib/microsoft/network-codes';
import type { KnownCodes } from './find-codes';

/** A code, and what it means: the likeliest outcome first. None: it is known, and no outcome has words for it. */
type Meaning = readonly [code: string, outcomes: readonly MicrosoftFailureCode[]];

const meant = ({ means, unless }: CodeRow) => (unless ? [means, unless.means] : [means]);

const meaningsIn = (table: Readonly<Record<string | number, CodeRow>>, before = ''): Meaning[] =>
  Object.entries(table).map(([code, row]) => [`${before}${code}`, meant(row)]);

/** Every code of a range such as 5.7.700 to 5.7.749; the single one of a row without a range. */
function bouncesOf({ code, to }: BounceRow): string[] {
  const parts = code.split('.');
  const first = Number(parts[2]);
  const last = to === undefined ? first : Number(to.split('.')[2]);
  return Array.from({ length: last - first + 1 }, (_, at) => `${parts[0]}.${parts[1]}.${first + at}`);
}

/** Statuses that say something by themselves, whatever stands in the answer. */
const STATUSES: readonly Meaning[] = [
  ['HTTP 413', ['message_too_large']],
  ['HTTP 429', ['throttled']],
  ['HTTP 500', ['microsoft_unavailable']],
  ['HTTP 502', ['microsoft_unavailable']],
  ['HTTP 503', ['microsoft_unavailable']],
  ['HTTP 504', ['microsoft_unavailable']],
  ['HTTP 507', ['mailbox_full']],
];

/** Codes whose meaning depends on what was asked for, so that no table decides by them: an item, or where it lies. */
const OPEN: readonly Meaning[] = [['ErrorItemNotFound', ['draft_vanished', 'mailbox_not_found']]];

/** Every code of others and what it means, in the order in which an outcome lists its codes. */
const MEANINGS: readonly Meaning[] = [
  ...meaningsIn(ENTRA_CODES, 'AADSTS'),
  ...meaningsIn(GRAPH_CODES),
  ...meaningsIn(NETWORK_CODES),
  ...BOUNCE_CODES.map(({ code, means }): Meaning => [code, means ? [means] : []]),
  ...meaningsIn(OAUTH_ERRORS),
  ...STATUSES,
  ...OPEN,
];

/** A row of its own before the range that it lies in. */
const bounces = new Map(
  [...BOUNCE_CODES].reverse().flatMap((row) => bouncesOf(row).map((code) => [code, row] as const)),
);

/** Every code that is known here, by its lower-case text. */
export const KNOWN_CODES: KnownCodes = new Map(
  [...MEANINGS.map(([code]) => code), ...bounces.keys()].map((code) => [code.toLowerCase(), code]),
);

/** What a code means, the likeliest first; nothing for one that no outcome has words for. */
export function explainCode(code: string): readonly MicrosoftFailureCode[] {
  const wanted = code.toLowerCase();
  const found = MEANINGS.filter(([known]) => known.toLowerCase() === wanted).flatMap(([, meant]) => meant);
  const ofRange = bounces.get(code)?.means;
  return [...new Set(ofRange ? [...found, ofRange] : found)];
}

/** What Microsoft calls the code of a bounce, or of a refused SMTP sign-in, and who can end it; null for any other code. */
export function explainBounce(
  code: string,
): { readonly name: string; readonly owner: BounceOwner; readonly ofSmtpAuth: boolean } | null {
  const row = bounces.get(code);
  return row ? { name: row.name, owner: row.owner, ofSmtpAuth: row.ofSmtpAuth === true } : null;
}

/** The codes of others that an outcome stands for. */
export function codesOf(outcome: string): readonly string[] {
  return MEANINGS.filter(([, meant]) => meant.some((each) => each === outcome)).map(([code]) => code);
}
