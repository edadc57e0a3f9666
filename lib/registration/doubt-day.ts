/** What is odd about the day that a secret is said to expire. Neither keeps anybody from saving it. */
export type DayDoubt = 'day_past' | 'day_far';

/** Entra's own page offers 24 months at most; scripts and older directories have made secrets that last longer. */
const FAR_YEARS = 3;

/**
 * What is odd about `day` (`YYYY-MM-DD`) at `now`: it is past, or so far away that the year is probably mistyped. Null
 * when nothing is, and for what is no day.
 */
export function doubtDay(day: string, now: Date): DayDoubt | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const today = now.toISOString().slice(0, 10);
  if (day < today) return 'day_past';
  return day > `${now.getUTCFullYear() + FAR_YEARS}${today.slice(4)}` ? 'day_far' : null;
}
