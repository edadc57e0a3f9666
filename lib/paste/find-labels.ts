import { LABEL_WORDS } from './label-words';
import type { LabelKind } from './paste';

/** A label in a line, from `start` to before `end`. */
export interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
}

const KIND_OF = new Map<string, LabelKind>();
for (const [kind, words] of Object.entries(LABEL_WORDS)) {
  for (const word of words) KIND_OF.set(word.replaceAll(' ', ''), kind as LabelKind);
}

// A word begins where no letter stands before it, or after the prefix of a setting: `graphClientId`.
const BEGIN =
  '(?:(?<![\\p{Script=Latin}\\p{N}])|(?<=(?<!\\p{L})(?:azure|graph|msgraph|aad|entra|mail|m365|o365|oauth)))';

const PATTERN = new RegExp(
  Object.values(LABEL_WORDS)
    .flat()
    .sort((one, other) => other.length - one.length)
    .map(asPattern)
    .join('|'),
  'giu',
);

/** Words that turn a label round: "not the Secret ID". */
const NOT = /(?:\bnot(?: the| your)?|\bnicht(?: die| der| das)?|不是|並非|并非|ではなく)[\s("'“「]*$/i;

// Latin words end where letters end; Chinese and Japanese write no blanks between theirs.
function asPattern(word: string): string {
  const parts = word.split(' ').join('[\\s_()\\[\\]（）/.-]{0,3}');
  const begin = /^[a-zäöü]/.test(word) ? BEGIN : '';
  const end = /[a-zäöü]$/.test(word) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  return `${begin}${parts}${end}`;
}

/**
 * The labels of a line, from left to right, the longest first where several begin at the same place. Names in camel case
 * are found as well, and `AZURE_CLIENT_ID` by its end. One that is negated is none.
 */
export function findLabels(line: string): Label[] {
  // A prefix such as AZURE_ or GRAPH_ ends at a blank instead of an underline. The length stays.
  const text = line.replace(/_/g, ' ');
  const labels: Label[] = [];
  for (const found of text.matchAll(PATTERN)) {
    const start = found.index;
    const kind = KIND_OF.get(found[0].toLowerCase().replace(/[\s_()[\]（）/.-]/g, ''));
    if (!kind || NOT.test(text.slice(Math.max(0, start - 16), start))) continue;
    labels.push({ kind, start, end: start + found[0].length });
  }
  return labels;
}
