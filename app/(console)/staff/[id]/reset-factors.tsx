'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { AskFirst } from '../../ask-first';
import { resetMember } from './actions';

/** `Reset`, behind a question. */
export function ResetFactors({ staffMemberId, name }: { staffMemberId: string; name: string }) {
  const t = useTranslations('factor.reset');
  const hydrated = useHydrated();
  return (
    <div className="flex flex-col items-start gap-2">
      <AskFirst
        run={resetMember}
        fields={{ staffMemberId }}
        name={t('dialog')}
        question={t('question', { name })}
        text={t('help', { name })}
        button={t('reset')}
        pendingButton={t('resetting')}
        danger
        opener={
          <Button disabled={!hydrated} className="text-red">
            {t('reset')}
          </Button>
        }
      />
      <p className="text-muted text-small">{t('help', { name })}</p>
    </div>
  );
}
