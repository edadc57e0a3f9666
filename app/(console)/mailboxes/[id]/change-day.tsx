'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { ReloadButton } from '../../reload-button';
import { ExpiryDay } from '../expiry-day';
import { saveDay } from './actions';

/** Refusals that the page as it is now explains. */
const OUTDATED: readonly string[] = ['secret_changed', 'day_read'];

/**
 * `Change the day`: a button, and the form that it opens in place. `version` is that of the secret on screen; `day` the
 * day it expires as it is known, `YYYY-MM-DD` or nothing.
 */
export function ChangeDay({
  mailboxId,
  registrationId,
  version,
  day,
  open,
  setOpen,
}: {
  mailboxId: string;
  registrationId: string;
  version: number;
  day: string;
  open: boolean;
  setOpen: (open: boolean) => void;
}) {
  const t = useTranslations('mailbox.credential');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const opener = useRef<HTMLButtonElement>(null);
  const { answer, lost, pending, send, reset } = useAction(saveDay, () => close());
  const errors = answer?.status === 'refused' ? answer.refusal.fields : {};
  const close = () => {
    setOpen(false);
    // The form is gone in the next frame, and with it whatever had the focus.
    requestAnimationFrame(() => opener.current?.focus());
  };

  if (!open) {
    return (
      <>
        {answer?.status === 'done' ? <Notice kind="success" announce="status" title={t('daySaved')} /> : null}
        <Button
          ref={opener}
          disabled={!hydrated}
          className="self-start"
          onClick={() => {
            reset();
            setOpen(true);
          }}
        >
          {t('day')}
        </Button>
      </>
    );
  }
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-3 border-line border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send(new FormData(event.currentTarget));
      }}
    >
      <h3 className="font-semibold">{t('dayTitle')}</h3>
      <p className="text-muted text-small">{t('dayHelp')}</p>
      <input type="hidden" name="mailboxId" value={mailboxId} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <input type="hidden" name="version" value={version} />
      <ExpiryDay day={day} error={errors.secretExpiresOn} />
      <FormRefusal
        answer={answer}
        lost={lost}
        action={
          answer?.status === 'refused' && OUTDATED.includes(answer.refusal.code) ? <ReloadButton /> : null
        }
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('saving')}>
          {t('daySave')}
        </SubmitButton>
        <Button
          variant="ghost"
          onClick={() => {
            reset();
            close();
          }}
        >
          {shell('cancel')}
        </Button>
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
