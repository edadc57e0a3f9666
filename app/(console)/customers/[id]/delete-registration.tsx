'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose } from '@/app/_ui/dialog';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { deleteIdleRegistration } from './actions';

interface Idle {
  readonly customerId: string;
  readonly registrationId: string;
}

/** The button that deletes an app registration which serves no mailbox, with why it was refused. */
export function DeleteRegistration({ customerId, registrationId, cancel }: Idle & { cancel?: string }) {
  const t = useTranslations('customers.registrations');
  const { answer, lost, pending, send } = useAction(deleteIdleRegistration);
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
    >
      <input type="hidden" name="customerId" value={customerId} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <FormRefusal answer={answer} lost={lost} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger" pending={pending} pendingLabel={t('deleting')}>
          {t('delete')}
        </SubmitButton>
        {cancel ? (
          <DialogClose>
            <Button variant="ghost">{cancel}</Button>
          </DialogClose>
        ) : null}
      </div>
    </form>
  );
}

/** The same behind a question, for the list of app registrations. */
export function AskDeleteRegistration({ label, ...idle }: Idle & { label: string }) {
  const t = useTranslations('customers.registrations');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  return (
    <Dialog
      urgent
      name={t('confirm')}
      title={t('question')}
      description={t('consequence', { label })}
      closeLabel={shell('close')}
      trigger={
        <Button size="small" disabled={!hydrated}>
          {t('remove')}
        </Button>
      }
    >
      <DeleteRegistration {...idle} cancel={shell('cancel')} />
    </Dialog>
  );
}
