'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose } from '@/app/_ui/dialog';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { removeMailbox } from './actions';

/** `Delete mailbox`: asks for its address, typed again. */
export function DeleteMailbox({ mailboxId, address }: { mailboxId: string; address: string }) {
  const t = useTranslations('mailbox.manage');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const { answer, faults, lost, pending, submit, reset } = useAction(removeMailbox);
  return (
    <div className="flex flex-col items-start gap-2">
      <Dialog
        urgent
        name={t('dialog')}
        title={t('deleteTitle', { address })}
        description={t('deleteText')}
        closeLabel={shell('close')}
        onOpenChange={(open) => {
          if (open) reset();
        }}
        trigger={
          <Button disabled={!hydrated} className="text-red">
            {t('delete')}
          </Button>
        }
      >
        <form method="post" noValidate className="flex flex-col gap-3" onSubmit={submit}>
          <input type="hidden" name="mailboxId" value={mailboxId} />
          <TextInput mono name="typedAddress" label={t('confirm')} error={faults.typedAddress} />
          {faults.typedAddress ? null : <FormRefusal answer={answer} lost={lost} />}
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant="danger" pending={pending} pendingLabel={t('deleting')}>
              {t('delete')}
            </SubmitButton>
            <DialogClose>
              <Button variant="ghost">{shell('cancel')}</Button>
            </DialogClose>
          </div>
          <FocusFirstInvalid answer={answer} />
        </form>
      </Dialog>
      <p className="text-muted text-small">{t('deleteHelp')}</p>
    </div>
  );
}
