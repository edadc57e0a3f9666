'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { MAIL_FORM_LIMIT_BYTES } from '@/app/_gate/form-size';
import { useAction } from '@/app/_gate/use-action';
import { useStream } from '@/app/_gate/use-stream';
import type { WordedSend } from '@/app/_gate/word-send';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice, type NoticeKind } from '@/app/_ui/notice';
import { Panel } from '@/app/_ui/panel';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextInput } from '@/app/_ui/text-input';
import { NewTabLink, OutcomeDetails } from '../outcome-details';
import { sendTestMail } from './actions';
import { hasMore, SendMore } from './send-more';

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
  const router = useRouter();
  // What is more than a simple mail goes to a route handler: an action takes no files of this size.
  const [isMore, setIsMore] = useState(false);
  const simple = useAction(sendTestMail);
  const more = useStream<never, WordedSend>('/mailboxes/send-mail', {
    limitBytes: MAIL_FORM_LIMIT_BYTES,
    onTold: () => undefined,
    onDone: () => router.refresh(),
  });
  const { answer, lost } = isMore ? more : simple;
  const pending = simple.pending || more.pending;
  const errors = answer?.status === 'refused' ? answer.refusal.fields : refusedFrom(answer);
  return (
    <Panel title={t('title')} description={t('help')}>
      <form
        method="post"
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (pending || hindrance) return;
          const form = new FormData(event.currentTarget);
          const asked = hasMore(form);
          setIsMore(asked);
          (asked ? more : simple).send(form);
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
        <SendMore errors={errors} />
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

/** Another From that Exchange refuses is told at its field as well. */
function refusedFrom(
  answer: { readonly status: 'done'; readonly value: WordedSend } | null,
): Readonly<Record<string, string>> {
  const sent = answer?.value;
  return sent?.code === 'send_as_denied' ? { from: `${sent.sentence} ${sent.fix ?? ''}` } : {};
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
      {sent.state === 'accepted' && sent.notes.length === 0 ? null : (
        <OutcomeDetails outcome={sent} foldForward />
      )}
    </>
  );
}
