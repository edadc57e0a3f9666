'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose } from '@/app/_ui/dialog';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { resetMember } from './actions';

/** `Reset`, behind a question. */
export function ResetFactors({ staffMemberId, name }: { staffMemberId: string; name: string }) {
  const t = useTranslations('factor.reset');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const { answer, lost, pending, send, reset } = useAction(resetMember, () => setOpen(false));
  return (
    <div className="flex flex-col items-start gap-2">
      <Dialog
        urgent
        open={open}
        name={t('dialog')}
        title={t('question', { name })}
        description={t('help', { name })}
        closeLabel={shell('close')}
        onOpenChange={(next) => {
          if (next) reset();
          setOpen(next);
        }}
        trigger={
          <Button disabled={!hydrated} className="text-red">
            {t('reset')}
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
            <SubmitButton variant="danger" pending={pending} pendingLabel={t('resetting')}>
              {t('reset')}
            </SubmitButton>
            <DialogClose>
              <Button variant="ghost">{shell('cancel')}</Button>
            </DialogClose>
          </div>
        </form>
      </Dialog>
      <p className="text-muted text-small">{t('help', { name })}</p>
    </div>
  );
}
