/**
 * The day `months` calendar months after the day that `now` is in the browser's time zone, as `YYYY-MM-DD`. Where that
 * month is shorter, its last day: six months after 31 August are 28 February.
 */
export function dayInMonths(now: Date, months: number): string {
  const first = new Date(now.getFullYear(), now.getMonth() + months, 1);
  const lastDay = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  const day = Math.min(now.getDate(), lastDay);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${first.getFullYear()}-${two(first.getMonth() + 1)}-${two(day)}`;
}
