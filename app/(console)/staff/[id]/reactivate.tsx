'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { SubmitButton } from '@/app/_ui/submit-button';
import { reactivateMember } from './actions';

/** `Reactivate`. */
export function Reactivate({
  staffMemberId,
  name,
  deactivatedAt,
}: {
  staffMemberId: string;
  name: string;
  deactivatedAt: Date;
}) {
  const t = useTranslations('staff.standing');
  const format = useFormatter();
  const { answer, lost, pending, submit } = useAction(reactivateMember);
  return (
    <form method="post" className="flex flex-col items-start gap-2" onSubmit={submit}>
      <input type="hidden" name="staffMemberId" value={staffMemberId} />
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('reactivating')}>
        {t('reactivate')}
      </SubmitButton>
      <p className="text-muted text-small">
        {t('reactivateHelp', { name, when: format.dateTime(deactivatedAt, 'moment') })}
      </p>
    </form>
  );
}
