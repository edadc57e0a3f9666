'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button, type ButtonSize } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { HiddenFields } from '@/app/_ui/hidden-fields';
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
  size,
  hidden = {},
  onDone,
  children,
}: {
  asksPassword: boolean;
  run: Action<T, D>;
  opener: ReactNode;
  text: string;
  button: string;
  pendingButton: string;
  danger?: boolean;
  size?: ButtonSize;
  /** What goes along unseen: what it is about. */
  hidden?: Readonly<Record<string, string>>;
  onDone?: (value: T) => void;
  /** Fields above the password. */
  children?: (faults: Readonly<Record<string, string>>) => ReactNode;
}) {
  const t = useTranslations('factor.codes');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const [state, setState] = useState<'fresh' | 'open' | 'closed'>('fresh');
  const { answer, faults, lost, pending, submit, reset } = useAction(run, (value) => {
    setState('closed');
    onDone?.(value);
  });
  if (state !== 'open') {
    return (
      // The form that it opened had the focus.
      <Button
        size={size}
        autoFocus={state === 'closed'}
        disabled={!hydrated}
        className="self-start"
        onClick={() => setState('open')}
      >
        {opener}
      </Button>
    );
  }
  return (
    <form method="post" noValidate className="flex w-full max-w-sm flex-col gap-3" onSubmit={submit}>
      <HiddenFields {...hidden} />
      <p className="text-muted">{text}</p>
      {faults.currentPassword ? null : <FormRefusal answer={answer} lost={lost} />}
      {children?.(faults)}
      {asksPassword ? (
        <SecretInput
          name="currentPassword"
          label={t('password')}
          error={faults.currentPassword}
          autoFocus={children === undefined}
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
            setState('closed');
          }}
        >
          {shell('cancel')}
        </Button>
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
