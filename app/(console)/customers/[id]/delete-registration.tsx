'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { HiddenFields } from '@/app/_ui/hidden-fields';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { AskFirst } from '../../ask-first';
import { deleteIdleRegistration } from './actions';

interface Idle {
  readonly customerId: string;
  readonly registrationId: string;
}

/** The button that deletes an app registration which serves no mailbox, with why it was refused. */
export function DeleteRegistration({ customerId, registrationId }: Idle) {
  const t = useTranslations('customers.registrations');
  const { answer, lost, pending, submit } = useAction(deleteIdleRegistration);
  return (
    <form method="post" className="flex flex-col gap-3" onSubmit={submit}>
      <HiddenFields customerId={customerId} registrationId={registrationId} />
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton variant="danger" pending={pending} pendingLabel={t('deleting')} className="self-start">
        {t('delete')}
      </SubmitButton>
    </form>
  );
}

/** The same behind a question, for the list of app registrations. */
export function AskDeleteRegistration({ customerId, registrationId, label }: Idle & { label: string }) {
  const t = useTranslations('customers.registrations');
  const hydrated = useHydrated();
  return (
    <AskFirst
      run={deleteIdleRegistration}
      fields={{ customerId, registrationId }}
      name={t('confirm')}
      question={t('question')}
      text={t('consequence', { label })}
      button={t('delete')}
      pendingButton={t('deleting')}
      danger
      opener={
        <Button size="small" disabled={!hydrated}>
          {t('remove')}
        </Button>
      }
    />
  );
}
