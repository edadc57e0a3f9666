const DAY_MS = 86_400_000;

/** Is `text` a day that the calendar has, as YYYY-MM-DD, from 1970 on? */
export function isDay(text: string): boolean {
  if (!/^(?:19[7-9]\d|[2-9]\d{3})-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day after `day`, both as YYYY-MM-DD. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/**
 * The first moment of a day in a time zone. Where the clocks change at midnight that is not 00:00 as one would reckon it:
 * of the two offsets around the day the earliest moment counts that the zone's calendar puts in it.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const local = (at: number) => clock.format(at).replace(' ', 'T');
  const offsetAt = (at: number) => Date.parse(`${local(at)}Z`) - at;
  const moments = [midnight - DAY_MS, midnight + DAY_MS].map((at) => midnight - offsetAt(at));
  moments.sort((a, b) => a - b);
  return new Date(moments.find((at) => local(at).startsWith(day)) ?? midnight);
}
