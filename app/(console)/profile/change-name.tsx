'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Fact, Facts } from '@/app/_ui/facts';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import type { Role } from '@/lib/staff/staff';
import { saveName } from './actions';

/** Who one is here; the name can be changed, address and role by an admin alone. */
export function ChangeName({ name, email, role }: { name: string; email: string; role: Role }) {
  const t = useTranslations('profile.you');
  const roles = useTranslations('shell.roles');
  const { answer, faults, lost, pending, submit } = useAction(saveName);
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <Facts>
        <Fact name={t('email')}>
          <span translate="no">{email}</span>
        </Fact>
        <Fact name={t('role')}>{roles(role)}</Fact>
      </Facts>
      <TextInput
        name="name"
        label={t('name')}
        help={t('nameHelp')}
        error={faults.name}
        defaultValue={name}
        autoComplete="name"
        fieldClassName="max-w-sm"
      />
      <FormRefusal answer={answer} lost={lost} />
      {answer?.status === 'done' ? <Notice kind="success" announce="status" title={t('saved')} /> : null}
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('saving')} className="self-start">
        {t('save')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
