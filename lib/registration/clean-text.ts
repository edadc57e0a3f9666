/** What was taken off a pasted value without changing what it means; each is said at the field. */
export type Cleaning = 'invisible' | 'full_width' | 'dashes' | 'wrapping' | 'link' | 'name';

/** A value as it can be gone on with, and what was taken off on the way. */
export interface Cleaned {
  readonly text: string;
  readonly cleaned: readonly Cleaning[];
}

/** Signs without a width, marks of direction and the byte order mark: mail programs and web pages scatter them. */
const INVISIBLE = /[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const SOFT_HYPHEN = /\u00ad/g;
/** The full-width forms of ASCII, which Chinese and Japanese keyboards type. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
/** Hyphens, dashes and the minus sign that word processors put in the place of "-". */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
const WRAPPINGS: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
  ['「', '」'],
  ['{', '}'],
  ['(', ')'],
  ['<', '>'],
  ['[', ']'],
];

/** Takes signs out that nobody sees and nothing means. Soft hyphens stay: one may stand for a hyphen. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** The text with full-width forms as plain ones, as long as before. */
export function withoutFullWidth(text: string): string {
  return text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}

/** Takes one pair of quotes or brackets off that stands around the whole text. */
export function withoutWrapping(text: string): string {
  const pair = WRAPPINGS.find(([open, close]) => text.startsWith(open) && text.endsWith(close));
  return pair && text.length > 2 ? text.slice(1, -1).trim() : text;
}

/**
 * Cleans what was pasted as an id, a domain or an address, which are all plain ASCII: nothing that is taken off can have
 * been a part of it. A secret is cleaned more carefully, see read-secret.ts.
 */
export function cleanText(typed: string): Cleaned {
  const cleaned: Cleaning[] = [];
  const step = (cleaning: Cleaning, before: string, after: string) => {
    if (before !== after) cleaned.push(cleaning);
    return after;
  };
  const seen = step('invisible', typed, withoutInvisible(typed).replace(SOFT_HYPHEN, ''));
  const narrow = withoutFullWidth(seen).trim();
  if (seen.search(FULL_WIDTH) >= 0) cleaned.push('full_width');
  const dashed = step('dashes', narrow, narrow.replace(DASHES, '-'));
  const bare = withoutWrapping(withoutWrapping(dashed.replace(/[,;]$/, ''))).replace(/^urn:uuid:/i, '');
  return { text: step('wrapping', dashed, bare), cleaned };
}
