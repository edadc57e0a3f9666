'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { SubmitButton } from '@/app/_ui/submit-button';
import { loadExamples } from './actions';

/** The button that fills an empty installation with examples. When they are there the overview shows them by itself. */
export function LoadExamples() {
  const t = useTranslations('overview.start');
  const { answer, lost, pending, submit } = useAction(loadExamples);
  return (
    <form method="post" className="flex flex-col items-start gap-2" onSubmit={submit}>
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('loading')}>
        {t('examples')}
      </SubmitButton>
      <p className="text-muted text-small">{t('examplesHelp')}</p>
      <FormRefusal answer={answer} lost={lost} />
    </form>
  );
}
