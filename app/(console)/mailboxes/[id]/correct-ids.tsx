'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose } from '@/app/_ui/dialog';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import type { RegistrationDetails } from '@/lib/registration/registration';
import type { Offer } from '../ladder';
import { correctRegistration } from './actions';

/** The button that puts the ids of a saved app registration right, behind a question: it may serve other mailboxes. */
export function CorrectIds({
  mailboxId,
  registration,
  offer,
}: {
  mailboxId: string;
  registration: Pick<RegistrationDetails, 'id' | 'cloud' | 'tenantId'>;
  offer: Offer;
}) {
  const t = useTranslations('mailbox.ladder');
  const clouds = useTranslations('mailboxes.cloud');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const { answer, lost, pending, send } = useAction(correctRegistration, close);
  const isSwap = offer === 'swap';
  const label = isSwap ? t('swap') : t('useCloud', { cloud: clouds(offer) });
  return (
    <Dialog
      urgent
      open={open}
      onOpenChange={setOpen}
      name={t('confirm')}
      title={t('correctTitle')}
      description={isSwap ? t('swapText') : t('cloudText', { cloud: clouds(offer) })}
      closeLabel={shell('close')}
      trigger={
        <Button size="small" disabled={!hydrated}>
          {label}
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
        <input type="hidden" name="mailboxId" value={mailboxId} />
        <input type="hidden" name="registrationId" value={registration.id} />
        <input type="hidden" name="cloud" value={registration.cloud} />
        <input type="hidden" name="tenantId" value={registration.tenantId} />
        <input type="hidden" name="correction" value={offer} />
        <FormRefusal answer={answer} lost={lost} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton pending={pending} pendingLabel={t('correcting')}>
            {label}
          </SubmitButton>
          <DialogClose>
            <Button variant="ghost">{shell('cancel')}</Button>
          </DialogClose>
        </div>
      </form>
    </Dialog>
  );
}
