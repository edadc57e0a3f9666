import { expect, test } from 'vitest';
import { dayInDays } from '@/app/(console)/mailboxes/day-in-days';
import { expiryAt } from '@/lib/registration/registration';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

test.each([
  ['2026-11-23T12:00:00Z', '2027-06-01', 190, null],
  ['2026-11-23T12:00:00Z', '2026-12-24', 31, null],
  ['2026-11-23T12:00:00Z', '2026-12-23', 30, 30],
  ['2026-11-23T12:00:00Z', '2026-12-08', 15, 30],
  ['2026-11-23T12:00:00Z', '2026-12-07', 14, 14],
  ['2026-11-23T12:00:00Z', '2026-12-01', 8, 14],
  ['2026-11-23T12:00:00Z', '2026-11-30', 7, 7],
  ['2026-11-23T12:00:00Z', '2026-11-25', 2, 7],
  ['2026-11-23T12:00:00Z', '2026-11-24', 1, 1],
  ['2026-11-23T12:00:00Z', '2026-11-23', 0, 1],
  ['2026-11-23T12:00:00Z', '2026-11-22', -1, 'past'],
  ['2026-11-23T12:00:00Z', '2025-11-23', -365, 'past'],
  // Around midnight UTC, whatever the zone of the server is.
  ['2026-11-22T23:59:59Z', '2026-11-23', 1, 1],
  ['2026-11-23T00:00:00Z', '2026-11-23', 0, 1],
  ['2026-11-23T23:59:59Z', '2026-11-23', 0, 1],
  ['2026-11-24T00:00:00Z', '2026-11-23', -1, 'past'],
  // Over a leap day and a year's end.
  ['2028-02-28T12:00:00Z', '2028-03-01', 2, 7],
  ['2026-12-31T23:59:59Z', '2027-01-01', 1, 1],
])('at %s a secret that ends on %s has %i days left and warns as %s', (at, ends, daysLeft, warning) => {
  expect(expiryAt(day(ends), new Date(at))).toEqual({
    kind: 'known',
    expiresOn: day(ends),
    daysLeft,
    warning,
  });
});

test('a day that nobody knows is unknown, not far away', () => {
  expect(expiryAt(null, new Date())).toEqual({ kind: 'unknown' });
});

test.each([
  [new Date(2026, 10, 30, 12), 90, '2027-02-28'],
  [new Date(2026, 10, 30, 12), 180, '2027-05-29'],
  [new Date(2026, 10, 30, 12), 365, '2027-11-30'],
  [new Date(2026, 10, 30, 12), 545, '2028-05-28'],
  [new Date(2026, 10, 30, 12), 730, '2028-11-29'],
  // Over a leap day, at the ends of a day, and over a clock that is set back.
  [new Date(2028, 1, 28, 12), 365, '2029-02-27'],
  [new Date(2026, 11, 31, 23, 59), 180, '2027-06-29'],
  [new Date(2026, 0, 1, 0, 0), 365, '2027-01-01'],
  [new Date(2026, 7, 1, 0, 0), 90, '2026-10-30'],
])('the preset for a day of the browser: %s and %i days make %s', (today, days, chosen) => {
  expect(dayInDays(today, days)).toBe(chosen);
});
