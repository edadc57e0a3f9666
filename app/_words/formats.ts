import type { Formats } from 'next-intl';

/**
 * The ways in which the console writes a point in time: `format.dateTime(value, 'moment')`.
 * `day`, `moment` and `exact` are in the visitor's time zone. `calendarDay` is for a value that is a date and no
 * moment (a secret's last day, kept as midnight UTC): it must not slip to the day before in America.
 */
export const FORMATS = {
  dateTime: {
    day: { day: 'numeric', month: 'short', year: 'numeric' },
    calendarDay: { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
    moment: {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
    exact: {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    },
    clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  },
} as const satisfies Formats;
