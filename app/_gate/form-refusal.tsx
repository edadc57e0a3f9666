'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '@/app/_ui/notice';
import { Reference, useReferenceWords } from '@/app/reference';
import { ConfirmBlock } from './confirm-block';
import type { Answered } from './use-action';

/**
 * Why a form was not saved, above its buttons: the refusal's words, or that the connection broke on the way and nobody
 * knows; where a proof of who one is has to come first, the place to give it. Nothing while there is nothing to say.
 * @param action a button that puts it right
 */
export function FormRefusal({
  answer,
  lost,
  action,
}: {
  answer: Answered<unknown, unknown> | null;
  lost: boolean;
  action?: ReactNode;
}) {
  const t = useTranslations('errors.lost');
  const reference = useReferenceWords();
  if (lost) {
    return (
      <Notice kind="warning" announce="alert" title={t('title')}>
        <p>{t('advice')}</p>
      </Notice>
    );
  }
  if (answer?.status !== 'refused') return null;
  const { code, title, advice, reference: logged } = answer.refusal;
  if (code === 'confirm_needed') return <ConfirmBlock refusal={answer.refusal} again={answer.again} />;
  return (
    <Notice kind="danger" announce="alert" title={title}>
      <p>{advice}</p>
      {logged ? <Reference words={reference} value={logged} /> : null}
      {action ? <div className="mt-2 flex flex-wrap gap-2">{action}</div> : null}
    </Notice>
  );
}
