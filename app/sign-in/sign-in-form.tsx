'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { enter } from './actions';

/** E-mail and password. `onCodeWanted` is called when they are right and a code has to follow. */
export function SignInForm({ onCodeWanted }: { onCodeWanted: () => void }) {
  const t = useTranslations('auth');
  const shell = useTranslations('shell.secret');
  const { answer, faults, lost, pending, submit } = useAction(enter, ({ step }) => {
    if (step === 'code') onCodeWanted();
  });
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <FormRefusal answer={answer} lost={lost} />
      <TextInput
        name="email"
        type="email"
        label={t('email')}
        error={faults.email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SecretInput
        name="password"
        label={t('password')}
        error={faults.password}
        autoComplete="current-password"
        showLabel={shell('show')}
        hideLabel={shell('hide')}
      />
      <SubmitButton pending={pending} pendingLabel={t('signIn.pending')}>
        {t('signIn.button')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
