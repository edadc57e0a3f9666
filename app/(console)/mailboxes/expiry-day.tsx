'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { afterPress } from '@/app/_ui/after-press';
import { Button } from '@/app/_ui/button';
import { DateInput } from '@/app/_ui/date-input';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { type DayDoubt, doubtDay } from '@/lib/registration/doubt-day';
import { dayInDays } from './day-in-days';

/** The lives that Entra's page offers for a new secret, and as what it names them. */
const PRESETS = [
  { days: 90, word: 'months3' },
  { days: 180, word: 'months6' },
  { days: 365, word: 'months12' },
  { days: 545, word: 'months18' },
  { days: 730, word: 'months24' },
] as const;

/**
 * The field `secretExpiresOn` of a form, with its presets. Uncontrolled.
 * @param day what stands in it at first, `YYYY-MM-DD`
 */
export function ExpiryDay({ error, day = '' }: { error: string | undefined; day?: string }) {
  const t = useTranslations('mailbox.secret');
  const hydrated = useHydrated();
  const input = useRef<HTMLInputElement>(null);
  const [hasDay, setHasDay] = useState(day !== '');
  const [doubt, setDoubt] = useState<DayDoubt | null>(null);
  const look = () => {
    setHasDay(Boolean(input.current?.value));
    setDoubt(null);
  };
  // What was typed, or brought back by the browser, before this ran.
  useEffect(look, []);

  const choose = (value: string) => {
    if (!input.current) return;
    input.current.value = value;
    look();
    input.current.focus();
  };

  return (
    <DateInput
      ref={input}
      name="secretExpiresOn"
      defaultValue={day}
      label={t('expiresOn')}
      help={t('expiresOnHelp')}
      error={error}
      onInput={look}
      onBlur={({ currentTarget }) => {
        const left = currentTarget.value;
        afterPress(() => setDoubt(doubtDay(left, new Date())));
      }}
      className="max-w-48"
      after={
        <>
          <div className="flex flex-wrap gap-1.5 pt-1">
            {PRESETS.map(({ days, word }) => (
              <Button
                key={word}
                size="small"
                disabled={!hydrated}
                onClick={() => choose(dayInDays(new Date(), days))}
              >
                {t(word)}
              </Button>
            ))}
            <Button size="small" variant="ghost" disabled={!hydrated} onClick={() => choose('')}>
              {t('dayUnknown')}
            </Button>
          </div>
          {hasDay ? null : <p className="text-amber text-small">{t('noDay')}</p>}
          {doubt ? (
            <p role="status" className="text-amber text-small">
              {t(doubt)}
            </p>
          ) : null}
        </>
      }
    />
  );
}
