'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { HiddenFields } from '@/app/_ui/hidden-fields';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { ReloadButton } from '../../reload-button';

/** The credential that a form changes: that of a mailbox's registration, in the version on screen. */
export interface CredentialPlace {
  readonly mailboxId: string;
  readonly registrationId: string;
  readonly version: number;
}

/**
 * A button, and the form that it opens in place. Afterwards the button has the focus again, under `saved`.
 * @param outdated refusals that the page as it is now explains
 * @param children the fields, with what is wrong with them
 */
export function CredentialForm<T, D>({
  run,
  place,
  outdated,
  opener,
  title,
  help,
  save,
  saved,
  open,
  setOpen,
  children,
}: {
  run: Action<T, D>;
  place: CredentialPlace;
  outdated: readonly string[];
  opener: string;
  title: string;
  help: string;
  save: string;
  saved: ReactNode;
  open: boolean;
  setOpen: (open: boolean) => void;
  children: (faults: Readonly<Record<string, string>>) => ReactNode;
}) {
  const t = useTranslations('mailbox.credential');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const button = useRef<HTMLButtonElement>(null);
  const { answer, faults, lost, pending, submit, reset } = useAction(run, () => close());
  const close = () => {
    setOpen(false);
    // The form is gone in the next frame, and with it whatever had the focus.
    requestAnimationFrame(() => button.current?.focus());
  };

  if (!open) {
    return (
      <>
        {answer?.status === 'done' ? saved : null}
        <Button
          ref={button}
          disabled={!hydrated}
          className="self-start"
          onClick={() => {
            reset();
            setOpen(true);
          }}
        >
          {opener}
        </Button>
      </>
    );
  }
  const { mailboxId, registrationId, version } = place;
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className="flex flex-col gap-3 border-line border-t pt-3"
      onSubmit={submit}
    >
      <h3 className="font-semibold">{title}</h3>
      <p className="text-muted text-small">{help}</p>
      <HiddenFields mailboxId={mailboxId} registrationId={registrationId} version={version} />
      {children(faults)}
      <FormRefusal
        answer={answer}
        lost={lost}
        action={
          answer?.status === 'refused' && outdated.includes(answer.refusal.code) ? <ReloadButton /> : null
        }
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('saving')}>
          {save}
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
