'use client';

import { useTranslations } from 'next-intl';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { ButtonLink } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextArea } from '@/app/_ui/text-area';
import { TextInput } from '@/app/_ui/text-input';
import type { CustomerDetails, CustomerFailure } from '@/lib/customer/customer';
import { ReloadButton } from '../reload-button';

/** The form of a customer, new or (with `customer`) there already. `cancelHref`: where one goes without saving. */
export function CustomerForm({
  save,
  customer,
  cancelHref,
}: {
  save: Action<{ id: string }, CustomerFailure>;
  customer?: Pick<CustomerDetails, 'id' | 'name' | 'note' | 'revision'>;
  cancelHref: string;
}) {
  const t = useTranslations('customers.form');
  const shell = useTranslations('shell');
  const { answer, faults, lost, pending, submit } = useAction(save);
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={submit}>
      {customer ? (
        <>
          <input type="hidden" name="customerId" value={customer.id} />
          <input type="hidden" name="revision" value={customer.revision} />
        </>
      ) : null}
      <TextInput
        name="customerName"
        label={t('name')}
        defaultValue={customer?.name}
        error={faults.customerName}
        autoComplete="off"
      />
      <TextArea
        name="note"
        label={t('note')}
        mark={shell('optional')}
        help={t('noteHelp')}
        defaultValue={customer?.note}
        error={faults.note}
        rows={4}
      />
      <FormRefusal
        answer={answer}
        lost={lost}
        action={
          answer?.status === 'refused' && answer.refusal.code === 'customer_changed' ? <ReloadButton /> : null
        }
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
        <ButtonLink href={cancelHref} variant="ghost">
          {shell('cancel')}
        </ButtonLink>
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
