'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { SubmitButton } from '@/app/_ui/submit-button';
import { withdraw } from './actions';

/** `Withdraw` of one open invitation. It asks nothing: another invitation is quickly made. */
export function WithdrawInvitation({ invitationId, email }: { invitationId: string; email: string }) {
  const t = useTranslations('staff.invitations');
  const { answer, lost, pending, submit } = useAction(withdraw);
  return (
    <form method="post" className="flex flex-col items-start gap-2 md:items-end" onSubmit={submit}>
      <input type="hidden" name="invitationId" value={invitationId} />
      <SubmitButton
        variant="secondary"
        size="small"
        pending={pending}
        pendingLabel={t('withdrawing')}
        aria-description={email}
      >
        {t('withdraw')}
      </SubmitButton>
      <FormRefusal answer={answer} lost={lost} />
    </form>
  );
}
