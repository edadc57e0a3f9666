'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { confirmItIsMe } from './confirm';
import { useAction } from './use-action';
import type { Refusal } from './wording';

/**
 * Inside a form that waits: asks once more who somebody is, and then sends the waiting form as it was.
 * @param again sends it
 */
export function ConfirmBlock({
  refusal: { title, advice },
  again,
}: {
  refusal: Pick<Refusal, 'title' | 'advice'>;
  again: () => void;
}) {
  const t = useTranslations('errors.confirm');
  const shell = useTranslations('shell.secret');
  const lostWords = useTranslations('errors.lost');
  const { answer, lost, pending, submit, reset } = useAction(confirmItIsMe, () => {
    reset();
    again();
  });
  const formId = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const refused = answer?.status === 'refused' ? answer.refusal : null;
  const wrong = lost
    ? lostWords('title')
    : (refused?.fields.currentPassword ?? (refused && `${refused.title}. ${refused.advice}`));
  return (
    <Notice kind="info" announce="status" title={title}>
      <p>{advice}</p>
      {/* A form of its own, which cannot lie inside the one that waits: neither sends what is typed into the other. */}
      {createPortal(
        <form
          id={formId}
          method="post"
          noValidate
          onSubmit={(event) => {
            // Events go up the tree of components, to the form that waits.
            event.stopPropagation();
            submit(event);
          }}
        />,
        document.body,
      )}
      <div className="mt-2 flex max-w-sm flex-col gap-2">
        <SecretInput
          ref={field}
          form={formId}
          name="currentPassword"
          label={t('password')}
          error={wrong}
          autoComplete="current-password"
          showLabel={shell('show')}
          hideLabel={shell('hide')}
        />
        <SubmitButton form={formId} pending={pending} pendingLabel={t('pending')} className="self-start">
          {t('button')}
        </SubmitButton>
      </div>
      <FocusFirstInvalid answer={answer} />
    </Notice>
  );
}
