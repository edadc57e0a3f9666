'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import type { Role } from '@/lib/staff/staff';
import { joinByInvitation } from './actions';

/** Name and password of somebody who was invited. `token` is the one of the address. */
export function JoinForm({
  token,
  name,
  email,
  role,
}: {
  token: string;
  name: string;
  email: string;
  role: Role;
}) {
  const t = useTranslations('auth');
  const shell = useTranslations('shell.secret');
  const { answer, faults, lost, pending, submit } = useAction(joinByInvitation);
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <p className="text-muted">{t('join.text', { role })}</p>
      <FormRefusal answer={answer} lost={lost} />
      <input type="hidden" name="token" value={token} />
      <TextInput
        type="email"
        label={t('email')}
        help={t('join.emailHelp')}
        defaultValue={email}
        readOnly
        autoComplete="username"
      />
      <TextInput
        name="name"
        label={t('join.name')}
        help={t('join.nameHelp')}
        error={faults.name}
        defaultValue={name}
        autoComplete="name"
      />
      <SecretInput
        name="password"
        label={t('password')}
        help={t('join.passwordHelp')}
        error={faults.password}
        // With a section before it the field is not taken for a customer's secret: a password manager may keep this one.
        autoComplete="section-own new-password"
        showLabel={shell('show')}
        hideLabel={shell('hide')}
      />
      <SubmitButton pending={pending} pendingLabel={t('join.pending')}>
        {t('join.button')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
