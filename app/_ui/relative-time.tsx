'use client';

import { useFormatter, useLocale, useNow } from 'next-intl';

type Moment = Date | string | number;

/**
 * A moment as people say it ("3 minutes ago"), the exact one on hover and in `datetime`. Kept up to date each minute.
 * Server and browser begin from the same `now`, so the first text is the same on both.
 */
export function RelativeTime({ at, withAbsolute = false }: { at: Moment; withAbsolute?: boolean }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const moment = new Date(at);
  const exact = format.dateTime(moment, EXACT);
  // Under a minute both ways is "now": clocks differ, and seconds that do not run would be wrong at once.
  const distant = Math.abs(moment.getTime() - now.getTime()) >= 60_000;
  return (
    // Browser and server may spell a month differently (ICU versions); that is no reason to render the page anew.
    <time dateTime={moment.toISOString()} title={exact} suppressHydrationWarning>
      {format.relativeTime(distant ? moment : now, now)}
      {withAbsolute ? ` · ${format.dateTime(moment, MINUTE)}` : null}
    </time>
  );
}

/**
 * A calendar day, such as the last one on which a secret works, both ways: "in 23 days · 16 Dec 2026". `on` is
 * midnight UTC of that day; days are counted as days, not as hours.
 */
export function RelativeDay({ on, relativeOnly = false }: { on: Moment; relativeOnly?: boolean }) {
  const format = useFormatter();
  const locale = useLocale();
  const now = useNow({ updateInterval: 60_000 });
  const day = new Date(on);
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const absolute = format.dateTime(day, CALENDAR_DAY);
  const days = Math.round((day.getTime() - today.getTime()) / 86_400_000);
  // Not format.relativeTime, which says "in 0 days" for today.
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return (
    <time dateTime={day.toISOString().slice(0, 10)} title={absolute} suppressHydrationWarning>
      {relativeOnly ? relative : `${relative} · ${absolute}`}
    </time>
  );
}

const CALENDAR_DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const MINUTE = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const EXACT = { ...MINUTE, second: '2-digit', timeZoneName: 'short' } as const;
