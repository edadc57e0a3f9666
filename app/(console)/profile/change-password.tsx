'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { savePassword } from './actions';

/** The present password and a new one. `email` is for password managers, which keep a password under it. */
export function ChangePassword({ email }: { email: string }) {
  const t = useTranslations('profile.password');
  const shell = useTranslations('shell.secret');
  const form = useRef<HTMLFormElement>(null);
  const { answer, faults, lost, pending, submit } = useAction(savePassword, () => form.current?.reset());
  return (
    <form ref={form} method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <SecretInput
        name="currentPassword"
        label={t('current')}
        error={faults.currentPassword}
        autoComplete="current-password"
        showLabel={shell('show')}
        hideLabel={shell('hide')}
        fieldClassName="max-w-sm"
      />
      <SecretInput
        name="password"
        label={t('next')}
        help={t('help')}
        error={faults.password}
        // With a section before it the field is not taken for a customer's secret: a password manager may keep this one.
        autoComplete="section-own new-password"
        showLabel={shell('show')}
        hideLabel={shell('hide')}
        fieldClassName="max-w-sm"
      />
      <FormRefusal answer={answer} lost={lost} />
      {answer?.status === 'done' ? <Notice kind="success" announce="status" title={t('saved')} /> : null}
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('changing')} className="self-start">
        {t('change')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
