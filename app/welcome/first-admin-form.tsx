'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { createAdmin } from './actions';

/** Name, e-mail and password of the first admin. `token` is the one of the address. */
export function FirstAdminForm({ token }: { token: string }) {
  const t = useTranslations('auth');
  const shell = useTranslations('shell.secret');
  const { answer, faults, lost, pending, submit } = useAction(createAdmin);
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <p className="text-muted">{t('welcome.text')}</p>
      <FormRefusal answer={answer} lost={lost} />
      <input type="hidden" name="token" value={token} />
      <TextInput
        name="name"
        label={t('welcome.name')}
        help={t('welcome.nameHelp')}
        error={faults.name}
        autoComplete="name"
      />
      <TextInput
        name="email"
        type="email"
        label={t('email')}
        help={t('welcome.emailHelp')}
        error={faults.email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SecretInput
        name="password"
        label={t('password')}
        help={t('welcome.passwordHelp')}
        error={faults.password}
        // With a section before it the field is not taken for a customer's secret: a password manager may keep this one.
        autoComplete="section-admin new-password"
        showLabel={shell('show')}
        hideLabel={shell('hide')}
      />
      <SubmitButton pending={pending} pendingLabel={t('welcome.pending')}>
        {t('welcome.button')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
