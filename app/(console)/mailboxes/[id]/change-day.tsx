'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { ExpiryDay } from '../expiry-day';
import { saveDay } from './actions';
import { CredentialForm, type CredentialPlace } from './credential-form';

/** `Change the day`: `day` is the day the secret expires as it is known, `YYYY-MM-DD` or nothing. */
export function ChangeDay({
  day,
  open,
  setOpen,
  ...place
}: CredentialPlace & { day: string; open: boolean; setOpen: (open: boolean) => void }) {
  const t = useTranslations('mailbox.credential');
  return (
    <CredentialForm
      run={saveDay}
      place={place}
      outdated={['secret_changed', 'day_read']}
      opener={t('day')}
      title={t('dayTitle')}
      help={t('dayHelp')}
      save={t('daySave')}
      saved={<Notice kind="success" announce="status" title={t('daySaved')} />}
      open={open}
      setOpen={setOpen}
    >
      {(faults) => <ExpiryDay day={day} error={faults.secretExpiresOn} />}
    </CredentialForm>
  );
}
