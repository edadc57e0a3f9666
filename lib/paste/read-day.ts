/** A day in a line: one reading, or two where a person has to say which of the numbers is the month. */
export interface FoundDay {
  readonly start: number;
  readonly end: number;
  /** As `YYYY-MM-DD`. */
  readonly readings: readonly string[];
}

/** The first letters by which a month is known, in English and German. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'jän'],
  ['feb'],
  ['mar', 'mär', 'mrz'],
  ['apr'],
  ['may', 'mai'],
  ['jun'],
  ['jul'],
  ['aug'],
  ['sep'],
  ['oct', 'okt'],
  ['nov'],
  ['dec', 'dez'],
];
const MONTH = `(?:${MONTHS.flat().join('|')})[a-zä]{0,7}\\.?`;

const DAY = new RegExp(
  [
    '(?:(?<era>民國|民国|令和)\\s?)?(?<cy>\\d{1,4})\\s?年\\s?(?<cm>\\d{1,2})\\s?月\\s?(?<cd>\\d{1,2})\\s?日',
    '(?<![\\d.])(?<y>20\\d{2})(?<ys>[-/.])(?<m>\\d{1,2})\\k<ys>(?<d>\\d{1,2})(?!\\d)',
    '(?<![\\d.])(?<a>\\d{1,2})(?<s>[-/.])\\s?(?<b>\\d{1,2})\\k<s>\\s?(?<c>20\\d{2}|\\d{2})(?![\\d.]\\d|\\d)',
    `(?<!\\d)(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\.?[ -]{1,2}(?:of )?(?<n1>${MONTH}),?[ -]{1,2}(?<y1>20\\d{2})`,
    `(?<![a-z])(?<n2>${MONTH}) (?<d2>\\d{1,2})(?:st|nd|rd|th)?,? (?<y2>20\\d{2})`,
    '/Date\\((?<ms>\\d{12,14})',
  ].join('|'),
  'gi',
);

/**
 * The days of a line: ISO, American, European, with English and German names of months, Chinese and Japanese ones with
 * their eras, and the milliseconds of older PowerShell. `16.12.2027` is day first wherever points are written; of
 * `03/04/2027` nobody can tell, and it has two readings.
 */
export function findDays(line: string): FoundDay[] {
  const days: FoundDay[] = [];
  for (const found of line.matchAll(DAY)) {
    const readings = readingsOf(found.groups ?? {}).filter((day) => day !== null);
    const [start, end] = [found.index, found.index + found[0].length];
    if (readings.length > 0) days.push({ start, end, readings: [...new Set(readings)] });
  }
  return days;
}

function readingsOf(part: Record<string, string | undefined>): (string | null)[] {
  if (part.ms) return [new Date(Number(part.ms)).toISOString().slice(0, 10)];
  if (part.cy) return [dayOf(yearOfEra(part.era, Number(part.cy)), Number(part.cm), Number(part.cd))];
  if (part.y) return [dayOf(Number(part.y), Number(part.m), Number(part.d))];
  const name = part.n1 ?? part.n2;
  if (name) return [dayOf(Number(part.y1 ?? part.y2), monthOf(name), Number(part.d1 ?? part.d2))];
  const [a, b] = [Number(part.a), Number(part.b)];
  const year = Number(part.c) < 100 ? 2000 + Number(part.c) : Number(part.c);
  const european = dayOf(year, b, a);
  return part.s === '.' ? [european] : [european, dayOf(year, a, b)];
}

// Taiwan counts its years from 1912, Japan since 2019 under the name of Reiwa. Taiwan's are often written alone.
function yearOfEra(era: string | undefined, year: number): number {
  if (era === '令和') return year + 2018;
  return era || (year >= 100 && year < 200) ? year + 1911 : year;
}

const monthOf = (name: string) =>
  MONTHS.findIndex((begins) => begins.some((begin) => name.toLowerCase().startsWith(begin))) + 1;

function dayOf(year: number, month: number, day: number): string | null {
  if (year < 2000 || year > 2099) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}
