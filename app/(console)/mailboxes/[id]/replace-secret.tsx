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
import type { SignsInWith } from '@/lib/registration/registration';
import { ReloadButton } from '../../reload-button';
import { PasteAnything } from '../paste-anything';
import { SecretFields } from '../secret-fields';
import { saveSecret } from './actions';

/**
 * `Replace secret`: a button, and the form that it opens in place. `version` is that of the secret on screen; who is
 * second is told and overwrites nothing.
 */
export function ReplaceSecret({
  mailboxId,
  registrationId,
  version,
  mailboxCount,
  present,
  open,
  setOpen,
}: {
  mailboxId: string;
  registrationId: string;
  version: number;
  mailboxCount: number;
  /** What it signs in with until then. */
  present: SignsInWith | null;
  open: boolean;
  setOpen: (open: boolean) => void;
}) {
  const t = useTranslations('mailbox.credential');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const opener = useRef<HTMLButtonElement>(null);
  const { answer, lost, pending, send, reset } = useAction(saveSecret, () => close());
  const errors = answer?.status === 'refused' ? answer.refusal.fields : {};
  const close = () => {
    setOpen(false);
    // The form is gone in the next frame, and with it whatever had the focus.
    requestAnimationFrame(() => opener.current?.focus());
  };

  if (!open) {
    return (
      <>
        {answer?.status === 'done' ? (
          <Notice kind="success" announce="status" title={t('replaced')}>
            <p>{t('replacedHelp')}</p>
          </Notice>
        ) : null}
        <Button
          ref={opener}
          disabled={!hydrated}
          className="self-start"
          onClick={() => {
            reset();
            setOpen(true);
          }}
        >
          {t('replace')}
        </Button>
      </>
    );
  }
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className="flex flex-col gap-3 border-line border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send(new FormData(event.currentTarget));
      }}
    >
      <h3 className="font-semibold">{t('replaceTitle')}</h3>
      <p className="text-muted text-small">
        {t('replaceHelp', { count: mailboxCount, present: present ?? 'nothing' })}
      </p>
      <input type="hidden" name="mailboxId" value={mailboxId} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <input type="hidden" name="version" value={version} />
      <PasteAnything />
      <SecretFields errors={errors} />
      <FormRefusal
        answer={answer}
        lost={lost}
        action={
          answer?.status === 'refused' && answer.refusal.code === 'secret_changed' ? <ReloadButton /> : null
        }
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('saving')}>
          {t('save')}
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
