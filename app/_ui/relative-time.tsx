'use client';

import { useFormatter, useNow } from 'next-intl';

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

const MINUTE = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const EXACT = { ...MINUTE, second: '2-digit', timeZoneName: 'short' } as const;
