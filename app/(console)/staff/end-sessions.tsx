'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { StaffFailure } from '@/lib/staff/staff';

/**
 * `End session` of one; without `sessionId` the button for all. Without `staffMemberId` they are one's own, and all means
 * all others.
 */
export function EndSessions({
  end,
  staffMemberId,
  sessionId,
}: {
  end: Action<null, StaffFailure>;
  staffMemberId?: string;
  sessionId?: string;
}) {
  const t = useTranslations('staff.sessions');
  const { answer, lost, pending, submit } = useAction(end);
  return (
    <form method="post" className="flex flex-col items-start gap-2" onSubmit={submit}>
      {staffMemberId ? <input type="hidden" name="staffMemberId" value={staffMemberId} /> : null}
      {sessionId ? <input type="hidden" name="sessionId" value={sessionId} /> : null}
      <SubmitButton variant="secondary" size="small" pending={pending} pendingLabel={t('ending')}>
        {t(sessionId ? 'end' : staffMemberId ? 'endAll' : 'endOthers')}
      </SubmitButton>
      <FormRefusal answer={answer} lost={lost} />
    </form>
  );
}
