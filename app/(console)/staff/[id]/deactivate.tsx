'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose } from '@/app/_ui/dialog';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { deactivateMember } from './actions';

/** `Deactivate`, behind a question. */
export function Deactivate({ staffMemberId, name }: { staffMemberId: string; name: string }) {
  const t = useTranslations('staff.standing');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const { answer, lost, pending, send, reset } = useAction(deactivateMember);
  return (
    <div className="flex flex-col items-start gap-2">
      <Dialog
        urgent
        name={t('dialog')}
        title={t('question', { name })}
        description={t('deactivateHelp', { name })}
        closeLabel={shell('close')}
        onOpenChange={(open) => {
          if (open) reset();
        }}
        trigger={
          <Button disabled={!hydrated} className="text-red">
            {t('deactivate')}
          </Button>
        }
      >
        <form
          method="post"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (!pending) send(new FormData(event.currentTarget));
          }}
        >
          <input type="hidden" name="staffMemberId" value={staffMemberId} />
          <FormRefusal answer={answer} lost={lost} />
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant="danger" pending={pending} pendingLabel={t('deactivating')}>
              {t('deactivate')}
            </SubmitButton>
            <DialogClose>
              <Button variant="ghost">{shell('cancel')}</Button>
            </DialogClose>
          </div>
        </form>
      </Dialog>
      <p className="text-muted text-small">{t('deactivateHelp', { name })}</p>
    </div>
  );
}
