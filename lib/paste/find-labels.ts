import { LABEL_WORDS } from './label-words';
import type { LabelKind } from './paste';

/** A label in a line, from `start` to before `end`. */
export interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
}

/** The words of all labels, letter by letter. */
interface Letter {
  readonly next: Map<string, Letter>;
  /** A word ends here, and is of this kind. */
  kind: LabelKind | null;
  /** A blank of a word stands here: up to three signs may stand between the letters. */
  divides: boolean;
}

const letter = (): Letter => ({ next: new Map(), kind: null, divides: false });
const FIRST = letter();
for (const [kind, words] of Object.entries(LABEL_WORDS)) {
  for (const word of words) {
    let at = FIRST;
    for (const sign of word) {
      if (sign === ' ') {
        at.divides = true;
        continue;
      }
      const next = at.next.get(sign) ?? letter();
      at.next.set(sign, next);
      at = next;
    }
    at.kind = kind as LabelKind;
  }
}

const DIVIDERS = new Set([...' \t\u00a0_()[]（）/.-']);
const MOST_DIVIDERS = 3;
const LATIN = /^[\p{Script=Latin}\p{N}]$/u;

/** Words that turn a label round: "not the Secret ID". */
const NOT = /(?:\bnot(?: the| your)?|\bnicht(?: die| der| das)?|不是|並非|并非|ではなく)[\s("'“「]*$/i;

/**
 * The labels of a line, from left to right, the longest where several begin at the same place. Names of settings are
 * found as well, by their end: `AZURE_CLIENT_ID`, `graphClientId`. One that is negated is none.
 */
export function findLabels(line: string): Label[] {
  const labels: Label[] = [];
  for (let start = 0; start < line.length; start++) {
    const label = labelAt(line, start);
    if (!label) continue;
    if (!NOT.test(line.slice(Math.max(0, start - 16), start))) labels.push(label);
    start = label.end - 1;
  }
  return labels;
}

function labelAt(line: string, start: number): Label | null {
  let at = FIRST.next.get(lower(line, start));
  if (!at || !begins(line, start)) return null;
  let found: Label | null = null;
  let end = start + 1;
  for (;;) {
    if (at.kind && ends(line, end)) found = { kind: at.kind, start, end };
    if (at.divides) {
      for (let signs = 0; signs < MOST_DIVIDERS && DIVIDERS.has(line[end] ?? ''); signs++) end += 1;
    }
    const next = at.next.get(lower(line, end));
    if (!next) return found;
    at = next;
    end += 1;
  }
}

const lower = (line: string, at: number) => line[at]?.toLowerCase() ?? '';

const isLatin = (sign: string | undefined) => sign !== undefined && LATIN.test(sign);

/** Latin words begin where no letter stands before them, or at a capital after a small letter. */
function begins(line: string, start: number): boolean {
  const [before, first] = [line[start - 1], line[start] ?? ''];
  if (!isLatin(first) || !isLatin(before)) return true;
  return /[a-z]/.test(before ?? '') && /[A-Z]/.test(first);
}

/** They end where letters end. Chinese and Japanese write no blanks between theirs. */
function ends(line: string, end: number): boolean {
  return !isLatin(line[end - 1]) || !isLatin(line[end]);
}
