'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { askProvider } from './actions';

/** The way to the identity provider and back. `name` is what this installation calls it. */
export function ProviderButton({ name }: { name: string }) {
  const t = useTranslations('auth.provider');
  const hydrated = useHydrated();
  const { answer, lost, pending, send } = useAction(askProvider);
  return (
    <div className="mt-4 flex flex-col gap-4">
      <FormRefusal answer={answer} lost={lost} />
      <Button
        disabled={!hydrated}
        pending={pending}
        pendingLabel={t('pending', { name })}
        onClick={() => send(new FormData())}
      >
        {t('button', { name })}
      </Button>
    </div>
  );
}
