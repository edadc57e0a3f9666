'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Select } from '@/app/_ui/select';
import { SubmitButton } from '@/app/_ui/submit-button';
import { saveMadeCertificate } from './actions';

/** `Make certificate`, for one or two years. */
export function MakeCertificate({
  mailboxId,
  registrationId,
}: {
  mailboxId: string;
  registrationId: string;
}) {
  const t = useTranslations('mailbox.certificate');
  const { answer, lost, pending, submit } = useAction(saveMadeCertificate);
  return (
    <form method="post" noValidate className="flex flex-col gap-3" onSubmit={submit}>
      <h3 className="font-semibold">{t('makeTitle')}</h3>
      <input type="hidden" name="mailboxId" value={mailboxId} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <Select label={t('years')} name="years" defaultValue="2">
        <option value="1">{t('oneYear')}</option>
        <option value="2">{t('twoYears')}</option>
      </Select>
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton pending={pending} pendingLabel={t('making')} className="self-start">
        {t('make')}
      </SubmitButton>
    </form>
  );
}
