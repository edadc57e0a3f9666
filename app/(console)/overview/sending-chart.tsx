import { useFormatter, useTranslations } from 'next-intl';
import { classNames } from '@/app/_ui/class-names';
import { StateIcon, type StateIconName } from '@/app/_ui/state-icon';
import type { Tone } from '@/app/_ui/tone';
import type { DayOfSending } from '@/lib/outbox/reads';

// From the bottom of a bar to its top.
const PARTS = [
  { name: 'accepted', tone: 'green', icon: 'check', fill: 'bg-green' },
  { name: 'unknown', tone: 'amber', icon: 'question', fill: 'bg-amber' },
  { name: 'failed', tone: 'red', icon: 'cross', fill: 'bg-red' },
] as const satisfies { name: keyof DayOfSending; tone: Tone; icon: StateIconName; fill: string }[];

/** Accepted, failed and unknown per day as bars; each day says its numbers to screen readers and on hover. */
export function SendingChart({ days }: { days: readonly DayOfSending[] }) {
  const t = useTranslations('overview.sending');
  const format = useFormatter();
  const highest = Math.max(...days.map(totalOf));
  if (highest === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small">
        {PARTS.map(({ name, tone, icon }) => (
          <li key={name} className="flex items-center gap-1.5">
            <StateIcon name={icon} tone={tone} />
            {t(name)}
            <span className="font-semibold">{days.reduce((sum, day) => sum + day[name], 0)}</span>
          </li>
        ))}
      </ul>
      <ol className="grid grid-cols-14 items-end gap-1 sm:gap-2">
        {days.map((day, at) => {
          const date = new Date(`${day.day}T00:00:00Z`);
          const text = t('day', { ...day, day: format.dateTime(date, 'calendarDay') });
          return (
            <li key={day.day} title={text} className="flex flex-col gap-1">
              <span className="sr-only">{text}</span>
              <span aria-hidden="true" className="flex h-24 flex-col-reverse gap-px border-line border-b">
                {/* A picture has a height of its own; a style in an attribute is let through by no policy of ours. */}
                {PARTS.map(({ name, fill }) => (
                  <svg
                    key={name}
                    aria-hidden="true"
                    height={`${(day[name] / highest) * 100}%`}
                    className={classNames('w-full forced-color-adjust-none', fill)}
                  />
                ))}
              </span>
              <span
                aria-hidden="true"
                className={classNames(
                  'text-center text-muted text-tiny',
                  at % 2 === 0 && 'invisible sm:visible',
                )}
              >
                {date.getUTCDate()}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const totalOf = ({ accepted, failed, unknown }: DayOfSending) => accepted + failed + unknown;
