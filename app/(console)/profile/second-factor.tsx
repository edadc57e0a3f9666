'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
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
  if (recoveryCodes) return <RecoveryCodes codes={recoveryCodes} onKept={() => setRecoveryCodes(null)} />;
  if (!on) return <SetUpSecondFactor asksPassword={asksPassword} onDone={setRecoveryCodes} />;
  const left = t('left', { count: recoveryCodesLeft });
  return (
    <div className="flex flex-col items-start gap-4">
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
