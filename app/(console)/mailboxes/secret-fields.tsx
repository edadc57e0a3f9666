'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { DateInput } from '@/app/_ui/date-input';
import { Notice } from '@/app/_ui/notice';
import { SecretInput } from '@/app/_ui/secret-input';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { looksLikeSecretId } from '@/lib/registration/schema';
import { dayInMonths } from './day-in-months';

const PRESETS = [
  { months: 6, word: 'months6' },
  { months: 12, word: 'months12' },
  { months: 24, word: 'months24' },
] as const;

/**
 * The two fields of a client secret, inside a form: `clientSecret` with the tick box `secretIsValue` when what was
 * pasted has the shape of a Secret ID, and `secretExpiresOn` with its presets. Both are uncontrolled: of the secret
 * React learns only whether it is shaped like a GUID.
 * @param errors the refusal's words by field name
 */
export function SecretFields({ errors }: { errors: Readonly<Record<string, string>> }) {
  const t = useTranslations('mailbox.secret');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const secret = useRef<HTMLInputElement>(null);
  const day = useRef<HTMLInputElement>(null);
  const [isGuid, setIsGuid] = useState(false);
  const [hasDay, setHasDay] = useState(false);
  const look = () => {
    setIsGuid(looksLikeSecretId(secret.current?.value ?? ''));
    setHasDay(Boolean(day.current?.value));
  };
  // What was typed, or brought back by the browser, before this ran.
  useEffect(look, []);

  const choose = (value: string) => {
    if (!day.current) return;
    day.current.value = value;
    look();
    day.current.focus();
  };

  return (
    <>
      <SecretInput
        ref={secret}
        name="clientSecret"
        label={t('value')}
        help={t('valueHelp')}
        error={errors.clientSecret}
        showLabel={shell('secret.show')}
        hideLabel={shell('secret.hide')}
        onInput={look}
        after={
          isGuid ? (
            <Notice kind="warning" announce="status" title={t('isId')} className="mt-1">
              <p>{t('isIdHelp')}</p>
              <label className="mt-1 inline-flex min-h-6 items-center gap-2">
                <input type="checkbox" name="secretIsValue" className="size-4 accent-accent" />
                {t('override')}
              </label>
            </Notice>
          ) : null
        }
      />
      <DateInput
        ref={day}
        name="secretExpiresOn"
        label={t('expiresOn')}
        help={t('expiresOnHelp')}
        error={errors.secretExpiresOn}
        onInput={look}
        className="max-w-48"
        after={
          <>
            <div className="flex flex-wrap gap-1.5 pt-1">
              {PRESETS.map(({ months, word }) => (
                <Button
                  key={word}
                  size="small"
                  disabled={!hydrated}
                  onClick={() => choose(dayInMonths(new Date(), months))}
                >
                  {t(word)}
                </Button>
              ))}
              <Button size="small" variant="ghost" disabled={!hydrated} onClick={() => choose('')}>
                {t('dayUnknown')}
              </Button>
            </div>
            {hasDay ? null : <p className="text-amber text-small">{t('noDay')}</p>}
          </>
        }
      />
    </>
  );
}
