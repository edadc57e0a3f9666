'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import type { WordedSend } from '@/app/_gate/word-send';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice, type NoticeKind } from '@/app/_ui/notice';
import { Panel } from '@/app/_ui/panel';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { NewTabLink, OutcomeDetails } from '../outcome-details';
import { sendTestMail } from './actions';

const KINDS: Record<WordedSend['state'], NoticeKind> = {
  sending: 'info',
  accepted: 'success',
  failed: 'danger',
  unknown: 'warning',
};

/**
 * `Send test`: one real mail, its result in place.
 * @param to what the recipient is prefilled with
 * @param hindrance why nothing can be sent at all
 * @param sandbox where a mail of the sandbox can be looked at
 */
export function SendPanel({
  mailboxId,
  to,
  hindrance,
  sandbox,
}: {
  mailboxId: string;
  to: string;
  hindrance: 'paused' | 'noCredential' | null;
  sandbox: string | null;
}) {
  const t = useTranslations('mailbox.send');
  const { answer, lost, pending, send } = useAction(sendTestMail);
  const errors = answer?.status === 'refused' ? answer.refusal.fields : {};
  return (
    <Panel title={t('title')} description={t('help')}>
      <form
        method="post"
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending && !hindrance) send(new FormData(event.currentTarget));
        }}
      >
        <input type="hidden" name="mailboxId" value={mailboxId} />
        <div className="flex flex-wrap items-start gap-2">
          <TextInput
            label={t('to')}
            name="to"
            type="email"
            defaultValue={to}
            error={errors.to}
            autoComplete="email"
            fieldClassName="w-full max-w-sm"
          />
          <SubmitButton
            variant="secondary"
            pending={pending}
            pendingLabel={t('pending')}
            disabled={hindrance !== null}
            className="sm:mt-[26px]"
          >
            {t('button')}
          </SubmitButton>
        </div>
        {hindrance ? <p className="text-muted text-small">{t(hindrance)}</p> : null}
        <FocusFirstInvalid answer={answer} />
      </form>
      <div className="mt-3 flex flex-col gap-3 empty:hidden">
        <FormRefusal answer={answer} lost={lost} />
        {answer?.status === 'done' && !pending ? <SendResult sent={answer.value} sandbox={sandbox} /> : null}
      </div>
    </Panel>
  );
}

function SendResult({ sent, sandbox }: { sent: WordedSend; sandbox: string | null }) {
  const t = useTranslations('mailbox.send');
  const shown = sandbox && sent.state !== 'failed';
  return (
    <>
      <Notice kind={KINDS[sent.state]} announce="status" title={sent.sentence}>
        {sent.state === 'accepted' ? sent.fix : null}
        {shown ? (
          <p>
            <NewTabLink href={sandbox} label={t('sandbox')} />
          </p>
        ) : null}
      </Notice>
      {sent.state === 'accepted' ? null : <OutcomeDetails outcome={sent} foldForward />}
    </>
  );
}
