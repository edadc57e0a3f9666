'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { PasswordStep } from './password-step';
import { RecoveryCodes } from './recovery-codes';
import { renewCodes, switchOff } from './second-factor-actions';
import { SetUpSecondFactor } from './set-up-second-factor';

/** Fewer than this are few. */
const FEW = 3;

/**
 * The second factor's state and what can be done about it. Recovery codes that were just made stay until their owner says
 * that they are kept, whatever the page shows anew.
 */
export function SecondFactor({
  on,
  recoveryCodesLeft,
  asksPassword,
}: {
  on: boolean;
  recoveryCodesLeft: number;
  asksPassword: boolean;
}) {
  const t = useTranslations('factor.codes');
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[] | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const shown = recoveryCodes ? 'codes' : on ? 'on' : 'off';
  const before = useRef(shown);
  // What was pressed is gone with the state that it belonged to; the codes take the focus by themselves.
  useEffect(() => {
    if (before.current !== shown && shown !== 'codes') place.current?.focus();
    before.current = shown;
  }, [shown]);
  if (recoveryCodes) return <RecoveryCodes codes={recoveryCodes} onKept={() => setRecoveryCodes(null)} />;
  if (!on) {
    return (
      <div ref={place} tabIndex={-1}>
        <SetUpSecondFactor asksPassword={asksPassword} onDone={setRecoveryCodes} />
      </div>
    );
  }
  const left = t('left', { count: recoveryCodesLeft });
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col items-start gap-4">
      {recoveryCodesLeft < FEW ? (
        <Notice kind="warning" title={left}>
          {t('few')}
        </Notice>
      ) : (
        <p>{left}</p>
      )}
      <PasswordStep
        asksPassword={asksPassword}
        run={renewCodes}
        opener={t('renew')}
        text={t('renewText')}
        button={t('renew')}
        pendingButton={t('renewing')}
        onDone={({ recoveryCodes: made }) => setRecoveryCodes(made)}
      />
      <PasswordStep
        asksPassword={asksPassword}
        run={switchOff}
        opener={t('switchOff')}
        text={t('switchOffText')}
        button={t('switchOff')}
        pendingButton={t('switchingOff')}
        danger
      />
    </div>
  );
}
