'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';

/** A button that opens a small form in its place: what will happen, one's own password, and the button that does it. */
export function PasswordStep<T, D>({
  asksPassword,
  run,
  opener,
  text,
  button,
  pendingButton,
  danger = false,
  onDone,
}: {
  asksPassword: boolean;
  run: Action<T, D>;
  opener: string;
  text: string;
  button: string;
  pendingButton: string;
  danger?: boolean;
  onDone?: (value: T) => void;
}) {
  const t = useTranslations('factor.codes');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const { answer, lost, pending, send, reset } = useAction(run, onDone);
  if (!open) {
    return (
      <Button disabled={!hydrated} onClick={() => setOpen(true)}>
        {opener}
      </Button>
    );
  }
  const fault = answer?.status === 'refused' ? answer.refusal.fields.password : undefined;
  return (
    <form
      method="post"
      noValidate
      className="flex w-full max-w-sm flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send(new FormData(event.currentTarget));
      }}
    >
      <p className="text-muted">{text}</p>
      {fault ? null : <FormRefusal answer={answer} lost={lost} />}
      {asksPassword ? (
        <SecretInput
          name="password"
          label={t('password')}
          error={fault}
          autoFocus
          autoComplete="current-password"
          showLabel={shell('secret.show')}
          hideLabel={shell('secret.hide')}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant={danger ? 'danger' : 'primary'} pending={pending} pendingLabel={pendingButton}>
          {button}
        </SubmitButton>
        <Button
          variant="ghost"
          onClick={() => {
            reset();
            setOpen(false);
          }}
        >
          {shell('cancel')}
        </Button>
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
