'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { CustomerTicks, tickedIn } from '../customer-ticks';
import { saveAssignments } from './actions';

/** The customers that an agent or viewer may see. Only what was ticked or unticked here is sent. */
export function AssignCustomers({
  staffMemberId,
  customers,
  assigned,
}: {
  staffMemberId: string;
  customers: readonly { id: string; name: string }[];
  assigned: readonly string[];
}) {
  const t = useTranslations('staff.customers');
  const { answer, faults, lost, pending, send } = useAction(saveAssignments);
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        const ticked = tickedIn(new FormData(event.currentTarget));
        const form = new FormData();
        form.set('staffMemberId', staffMemberId);
        form.set('assign', ticked.filter((id) => !assigned.includes(id)).join(' '));
        form.set('unassign', assigned.filter((id) => !ticked.includes(id)).join(' '));
        send(form);
      }}
    >
      {/* Other assignments than before make other ticks: what an older page held must not stay in them. */}
      <CustomerTicks
        key={[...assigned].sort().join(' ')}
        customers={customers}
        assigned={assigned}
        error={faults.assign ?? faults.unassign}
      />
      <FormRefusal answer={answer} lost={lost} />
      {answer?.status === 'done' ? <Notice kind="success" announce="status" title={t('saved')} /> : null}
      {customers.length > 0 ? (
        <SubmitButton pending={pending} pendingLabel={t('saving')} className="self-start">
          {t('save')}
        </SubmitButton>
      ) : null}
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
