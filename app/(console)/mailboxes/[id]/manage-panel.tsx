'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Panel } from '@/app/_ui/panel';
import { SubmitButton } from '@/app/_ui/submit-button';
import { pauseMailbox, resumeMailbox } from './actions';
import { DeleteMailbox } from './delete-mailbox';

/** Pause, resume, delete: what changes whether the mailbox sends at all. */
export function ManagePanel({
  mailboxId,
  address,
  paused,
  mayPause,
  mayDelete,
}: {
  mailboxId: string;
  address: string;
  paused: boolean;
  mayPause: boolean;
  mayDelete: boolean;
}) {
  const t = useTranslations('mailbox.manage');
  const { answer, lost, pending, submit } = useAction(paused ? resumeMailbox : pauseMailbox);
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        {mayPause ? (
          <form method="post" className="flex flex-col items-start gap-2" onSubmit={submit}>
            <input type="hidden" name="mailboxId" value={mailboxId} />
            <SubmitButton
              variant="secondary"
              pending={pending}
              pendingLabel={t(paused ? 'resuming' : 'pausing')}
            >
              {t(paused ? 'resume' : 'pause')}
            </SubmitButton>
            <p className="text-muted text-small">{t(paused ? 'resumeHelp' : 'pauseHelp')}</p>
            <FormRefusal answer={answer} lost={lost} />
          </form>
        ) : null}
        {mayDelete ? <DeleteMailbox mailboxId={mailboxId} address={address} /> : null}
      </div>
    </Panel>
  );
}
