/**
 * The day `days` days after the day that `now` is in the browser's time zone, as `YYYY-MM-DD`. Entra gives a secret's
 * life in days, not in calendar months.
 */
export function dayInDays(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
