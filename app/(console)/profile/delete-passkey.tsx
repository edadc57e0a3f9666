'use client';

import { useTranslations } from 'next-intl';
import { deletePasskey } from './passkey-actions';
import { PasswordStep } from './password-step';

/** `Delete` of one passkey, with one's password. */
export function DeletePasskey({
  passkeyId,
  device,
  asksPassword,
}: {
  passkeyId: string;
  device: string;
  asksPassword: boolean;
}) {
  const t = useTranslations('factor.passkeys');
  return (
    <PasswordStep
      asksPassword={asksPassword}
      run={deletePasskey}
      hidden={{ passkeyId }}
      size="small"
      opener={
        <>
          <span aria-hidden="true">{t('delete')}</span>
          <span className="sr-only">{t('deleteNamed', { device })}</span>
        </>
      }
      text={t('deleteText', { device })}
      button={t('delete')}
      pendingButton={t('deleting')}
      danger
    />
  );
}
