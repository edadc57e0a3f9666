'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import type { SignsInWith } from '@/lib/registration/registration';
import { PasteAnything } from '../paste-anything';
import { SecretFields } from '../secret-fields';
import { saveSecret } from './actions';
import { CredentialForm, type CredentialPlace } from './credential-form';

/**
 * `Replace secret`, for every mailbox that the registration serves; who is second is told and overwrites nothing.
 * `present` is what it signs in with until then.
 */
export function ReplaceSecret({
  mailboxCount,
  present,
  open,
  setOpen,
  ...place
}: CredentialPlace & {
  mailboxCount: number;
  present: SignsInWith | null;
  open: boolean;
  setOpen: (open: boolean) => void;
}) {
  const t = useTranslations('mailbox.credential');
  return (
    <CredentialForm
      run={saveSecret}
      place={place}
      outdated={['secret_changed']}
      opener={t('replace')}
      title={t('replaceTitle')}
      help={t('replaceHelp', { count: mailboxCount, present: present ?? 'nothing' })}
      save={t('save')}
      saved={
        <Notice kind="success" announce="status" title={t('replaced')}>
          <p>{t('replacedHelp')}</p>
        </Notice>
      }
      open={open}
      setOpen={setOpen}
    >
      {(faults) => (
        <>
          <PasteAnything />
          <SecretFields errors={faults} />
        </>
      )}
    </CredentialForm>
  );
}
