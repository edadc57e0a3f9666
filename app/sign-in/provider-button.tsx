'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { SubmitButton } from '@/app/_ui/submit-button';
import { askProvider } from './actions';

/** The way to the identity provider and back. `name` is what this installation calls it. */
export function ProviderButton({ name }: { name: string }) {
  const t = useTranslations('auth.provider');
  const { answer, lost, pending, send } = useAction(askProvider);
  return (
    <form
      method="post"
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send(new FormData());
      }}
    >
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('pending', { name })}>
        {t('button', { name })}
      </SubmitButton>
    </form>
  );
}
