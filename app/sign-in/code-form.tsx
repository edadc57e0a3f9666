'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { enterWithCode } from './actions';

/** The second step: the authenticator app's code, or a recovery code in its place. */
export function CodeForm({ onBack }: { onBack: () => void }) {
  const t = useTranslations('auth');
  const [kind, setKind] = useState<'app' | 'recovery'>('app');
  const { answer, faults, lost, pending, submit, reset } = useAction(enterWithCode);
  const form = useRef<HTMLFormElement>(null);
  // The field takes the place of the one that had the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each kind brings its own field
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input[name="code"]')?.focus(), [kind]);
  const over = answer?.status === 'refused' && answer.refusal.code === 'sign_in_over';
  const back = <Button onClick={onBack}>{t('code.back')}</Button>;
  return (
    <form ref={form} method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      {faults.code ? null : <FormRefusal answer={answer} lost={lost} action={over ? back : undefined} />}
      <input type="hidden" name="kind" value={kind} />
      {kind === 'app' ? (
        <TextInput
          key="app"
          mono
          name="code"
          label={t('code.label')}
          help={t('code.help')}
          error={faults.code}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
      ) : (
        <TextInput
          key="recovery"
          mono
          name="code"
          label={t('code.recoveryLabel')}
          help={t('code.recoveryHelp')}
          error={faults.code}
        />
      )}
      <SubmitButton pending={pending} pendingLabel={t('signIn.pending')}>
        {t('signIn.button')}
      </SubmitButton>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="ghost"
          size="small"
          className="-ml-2.5"
          onClick={() => {
            reset();
            setKind(kind === 'app' ? 'recovery' : 'app');
          }}
        >
          {t(kind === 'app' ? 'code.useRecovery' : 'code.useApp')}
        </Button>
        {over ? null : (
          <Button variant="ghost" size="small" className="-mr-2.5" onClick={onBack}>
            {t('code.back')}
          </Button>
        )}
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
