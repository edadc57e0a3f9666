'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { AskFirst } from '../../ask-first';
import { deactivateMember } from './actions';

/** `Deactivate`, behind a question. */
export function Deactivate({ staffMemberId, name }: { staffMemberId: string; name: string }) {
  const t = useTranslations('staff.standing');
  const hydrated = useHydrated();
  return (
    <div className="flex flex-col items-start gap-2">
      <AskFirst
        run={deactivateMember}
        fields={{ staffMemberId }}
        name={t('dialog')}
        question={t('question', { name })}
        text={t('deactivateHelp', { name })}
        button={t('deactivate')}
        pendingButton={t('deactivating')}
        danger
        opener={
          <Button disabled={!hydrated} className="text-red">
            {t('deactivate')}
          </Button>
        }
      />
      <p className="text-muted text-small">{t('deactivateHelp', { name })}</p>
    </div>
  );
}
