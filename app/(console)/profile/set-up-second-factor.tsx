'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import type { QrCode } from './draw-qr-code';
import { PasswordStep } from './password-step';
import { beginSetUp, confirmSetUp } from './second-factor-actions';

/** The password, then the key for the app, then its first code. `onDone` is given the recovery codes. */
export function SetUpSecondFactor({
  asksPassword,
  onDone,
}: {
  asksPassword: boolean;
  onDone: (recoveryCodes: readonly string[]) => void;
}) {
  const t = useTranslations('factor.codes');
  const [begun, setBegun] = useState<{ key: string; qrCode: QrCode } | null>(null);
  if (begun) {
    return (
      <FirstCode appKey={begun.key} qrCode={begun.qrCode} onDone={onDone} onCancel={() => setBegun(null)} />
    );
  }
  return (
    <PasswordStep
      asksPassword={asksPassword}
      run={beginSetUp}
      opener={t('setUp')}
      text={t('setUpText')}
      button={t('next')}
      pendingButton={t('preparing')}
      onDone={setBegun}
    />
  );
}

/** What the app scans or is told, and the code that it then shows. The key lives here until then, and is not asked for again. */
function FirstCode({
  appKey,
  qrCode,
  onDone,
  onCancel,
}: {
  appKey: string;
  qrCode: QrCode;
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const t = useTranslations('factor.codes');
  const shell = useTranslations('shell');
  const { answer, faults, lost, pending, submit } = useAction(confirmSetUp, ({ recoveryCodes }) =>
    onDone(recoveryCodes),
  );
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <div className="grid items-start gap-4 sm:grid-cols-[auto_minmax(0,1fr)]">
        <Drawing {...qrCode} label={t('qrCode')} />
        <div className="flex flex-col gap-2">
          <p>{t('scan')}</p>
          <p className="text-muted">{t('type')}</p>
          <Code
            action={
              <CopyButton
                value={appKey}
                label={t('copyKey')}
                copiedLabel={shell('copied')}
                failedLabel={shell('copyFailed')}
              />
            }
          >
            {inFours(appKey)}
          </Code>
        </div>
      </div>
      {faults.code ? null : <FormRefusal answer={answer} lost={lost} />}
      <TextInput
        mono
        name="code"
        label={t('code')}
        help={t('codeHelp')}
        error={faults.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        fieldClassName="max-w-sm"
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('switchingOn')}>
          {t('switchOn')}
        </SubmitButton>
        <Button variant="ghost" onClick={onCancel}>
          {shell('cancel')}
        </Button>
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}

/** Dark on light, whatever the theme: many apps do not read it the other way round. */
function Drawing({ size, path, label }: QrCode & { label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md border border-line bg-white fill-black"
    >
      <path d={path} />
    </svg>
  );
}

/** Read aloud and typed more easily; apps take it with the blanks. */
const inFours = (key: string) => key.match(/.{1,4}/g)?.join(' ') ?? key;
