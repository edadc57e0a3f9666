'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { CustomerTicks, tickedIn } from '../customer-ticks';
import { RoleSelect } from '../role-select';
import { createInvitation } from './actions';
import { HandOver } from './hand-over';

/** E-mail, name, role and customers of somebody to be invited; then the link in its place. */
export function InviteForm({ customers }: { customers: readonly { id: string; name: string }[] }) {
  const t = useTranslations('staff.invite');
  const { answer, faults, lost, pending, send, reset } = useAction(createInvitation);
  const [role, setRole] = useState('');
  if (answer?.status === 'done') {
    return (
      <HandOver
        {...answer.value}
        again={() => {
          setRole('');
          reset();
        }}
      />
    );
  }
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        const form = new FormData(event.currentTarget);
        form.set('customerIds', tickedIn(form).join(' '));
        send(form);
      }}
    >
      <p className="text-muted">{t('intro')}</p>
      <TextInput
        name="email"
        type="email"
        label={t('email')}
        help={t('emailHelp')}
        error={faults.email}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextInput name="name" label={t('name')} help={t('nameHelp')} error={faults.name} autoComplete="off" />
      <RoleSelect chosen={role} onChoose={setRole} error={faults.role} empty={t('chooseRole')} />
      {role === 'agent' || role === 'viewer' ? (
        <CustomerTicks customers={customers} assigned={[]} error={faults.customerIds} />
      ) : null}
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton pending={pending} pendingLabel={t('creating')} className="self-start">
        {t('create')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
