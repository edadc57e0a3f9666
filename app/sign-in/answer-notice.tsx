'use client';

import { useTranslations } from 'next-intl';
import type { Refusal } from '@/app/_gate/wording';
import { Notice } from '@/app/_ui/notice';

/** What came of a form that was refused, or that was lost on the way; nothing while there is nothing to say. */
export function AnswerNotice({
  answer,
  lost,
}: {
  answer: { readonly status: 'done' } | { readonly status: 'refused'; readonly refusal: Refusal } | null;
  lost: boolean;
}) {
  const t = useTranslations('errors.lost');
  if (lost) {
    return (
      <Notice kind="warning" title={t('title')} announce="alert">
        {t('advice')}
      </Notice>
    );
  }
  if (answer?.status !== 'refused') return null;
  return (
    <Notice kind="danger" title={answer.refusal.title} announce="alert">
      {answer.refusal.advice}
    </Notice>
  );
}
