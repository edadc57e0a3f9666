'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { ButtonLink } from '@/app/_ui/button';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { MailboxDetails } from '@/lib/mailbox/mailbox';
import type { CloudChoice } from '@/lib/registration/reads';
import { ReloadButton } from '../../../reload-button';
import { UseKnown } from '../../known-already';
import { MailboxForm } from '../../mailbox-form';
import type { Choice, KnownRegistration } from '../../mailbox-form-values';
import { saveMailbox } from './actions';

/** Edit mailbox. The customer stays; the secret is replaced elsewhere, or comes with a new app registration. */
export function ChangeMailbox({
  mailbox,
  known,
  clouds,
}: {
  mailbox: Pick<
    MailboxDetails,
    'id' | 'customerId' | 'customerName' | 'address' | 'name' | 'description' | 'registrationId' | 'revision'
  >;
  known: readonly KnownRegistration[];
  clouds: readonly CloudChoice[];
}) {
  const t = useTranslations('mailboxes.form');
  const shell = useTranslations('shell');
  const present: Choice = mailbox.registrationId ?? 'later';
  const [choice, setChoice] = useState(present);
  const { answer, lost, pending, send, reset } = useAction(saveMailbox);
  const refusal = answer?.status === 'refused' ? answer.refusal : null;
  const details = answer?.status === 'refused' ? answer.details : undefined;
  const there = details?.code === 'registration_exists' ? details.registrationId : null;
  const takeThere = (registrationId: string) => {
    reset();
    setChoice(registrationId);
  };
  return (
    <MailboxForm
      mailbox={mailbox}
      known={known}
      choice={choice}
      present={present}
      onChoose={setChoice}
      clouds={clouds}
      errors={refusal?.fields ?? {}}
      answer={answer}
      there={there}
      onSend={send}
      head={
        <>
          <input type="hidden" name="mailboxId" value={mailbox.id} />
          <input type="hidden" name="customerId" value={mailbox.customerId} />
          <input type="hidden" name="revision" value={mailbox.revision} />
          <dl className="flex flex-col gap-1">
            <dt className="font-medium">{t('customer')}</dt>
            <dd className="wrap-anywhere text-muted">{mailbox.customerName}</dd>
          </dl>
        </>
      }
    >
      <FormRefusal
        answer={answer}
        lost={lost}
        action={
          there && known.some(({ id }) => id === there) ? (
            <UseKnown onUse={() => takeThere(there)} />
          ) : there || refusal?.code === 'mailbox_changed' ? (
            <ReloadButton />
          ) : null
        }
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
        <ButtonLink href={`/mailboxes/${mailbox.id}`} variant="ghost">
          {shell('cancel')}
        </ButtonLink>
      </div>
    </MailboxForm>
  );
}
