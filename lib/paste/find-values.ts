import { findDays } from './read-day';

/** Something in a line that has the shape of a value. */
export interface Found {
  readonly kind: 'guid' | 'value' | 'link' | 'address' | 'day' | 'domain';
  readonly start: number;
  readonly end: number;
  /** As it stands there; of a day its readings, as `YYYY-MM-DD`. */
  readonly texts: readonly string[];
}

const LINK = /(?:https?:\/\/|(?<![\w.])(?:login|portal|entra|sts)\.[a-z.]{4,40}\/)[^\s"'<>|，。、]{1,4000}/gi;
const ADDRESS = /(?<![\w.+-])[a-z0-9._%+'-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;
const GUID = /(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/gi;
// The shape of Entra's Values: see lib/registration/read-secret.ts. A full stop may follow at the end of a sentence.
const VALUE =
  /(?<![A-Za-z0-9_~-])[A-Za-z0-9_.~-]{3}\dQ~[A-Za-z0-9_.~-]{30,33}[A-Za-z0-9_.~-](?![A-Za-z0-9_~-])/g;
const DOMAIN =
  /(?<![\w@.-])[a-z0-9-]{1,63}\.(?:onmicrosoft\.(?:com|us|de)|partner\.onmschina\.cn)(?![\w-])/gi;

/** All values of a line, from left to right; where two overlap, the one that begins first, and of those the longer. */
export function findValues(line: string): Found[] {
  const all: Found[] = [
    ...matches('link', LINK, line),
    ...matches('value', VALUE, line),
    ...matches('guid', GUID, line),
    ...matches('address', ADDRESS, line),
    ...matches('domain', DOMAIN, line),
    ...findDays(line).map(({ start, end, readings }) => ({
      kind: 'day' as const,
      start,
      end,
      texts: readings,
    })),
  ].sort((one, other) => one.start - other.start || other.end - one.end);
  const found: Found[] = [];
  for (const each of all) {
    if (each.start >= (found.at(-1)?.end ?? 0)) found.push(each);
  }
  return found;
}

const matches = (kind: Found['kind'], pattern: RegExp, line: string): Found[] =>
  [...line.matchAll(pattern)].map((match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].length,
    texts: [kind === 'link' ? match[0].replace(/[).,;]+$/, '') : match[0]],
  }));
