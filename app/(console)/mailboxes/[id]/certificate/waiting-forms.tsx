'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import type { WordedOutcome } from '@/app/_gate/word-outcome';
import { Button } from '@/app/_ui/button';
import { HiddenFields } from '@/app/_ui/hidden-fields';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { AskFirst } from '../../../ask-first';
import { dropCertificate, putToUse, testWaitingCertificate } from './actions';

/** What is done with a certificate that waits. */
export function WaitingForms(place: {
  mailboxId: string;
  registrationId: string;
  certificateId: string;
  version: number;
}) {
  const t = useTranslations('mailbox.certificate');
  const test = useAction(testWaitingCertificate, () => use.reset());
  const use = useAction(putToUse, () => test.reset());
  const hydrated = useHydrated();
  const pending = test.pending || use.pending;
  const form = (send: (form: FormData) => void) => (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending) send(new FormData(event.currentTarget));
  };
  const tried = test.answer?.status === 'done' ? test.answer.value : null;
  const refusal = tried?.refusal ?? (use.answer?.status === 'done' ? use.answer.value.refusal : null);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <form method="post" onSubmit={form(test.send)}>
          <HiddenFields {...place} />
          <SubmitButton variant="secondary" pending={test.pending} pendingLabel={t('testing')}>
            {t('test')}
          </SubmitButton>
        </form>
        <form method="post" onSubmit={form(use.send)}>
          <HiddenFields {...place} />
          <SubmitButton pending={use.pending} pendingLabel={t('using')}>
            {t('use')}
          </SubmitButton>
        </form>
        <AskFirst
          run={dropCertificate}
          fields={{ ...place, version: String(place.version) }}
          name={t('discard')}
          question={t('discardQuestion')}
          text={t('discardConsequence')}
          button={t('discard')}
          pendingButton={t('discarding')}
          danger
          opener={
            <Button variant="ghost" disabled={!hydrated || pending}>
              {t('discard')}
            </Button>
          }
        />
      </div>
      {tried && !tried.refusal ? (
        <Notice kind="success" announce="status" title={t('letIn')}>
          <p>{t('letInHelp')}</p>
        </Notice>
      ) : null}
      {refusal ? (
        <Refused refusal={refusal}>
          <form method="post" onSubmit={form(use.send)}>
            <HiddenFields {...place} />
            <input type="hidden" name="insist" value="on" />
            <SubmitButton variant="ghost" pending={use.pending} pendingLabel={t('using')}>
              {t('insist')}
            </SubmitButton>
          </form>
        </Refused>
      ) : null}
      <FormRefusal answer={test.answer} lost={test.lost} />
      <FormRefusal answer={use.answer} lost={use.lost} />
    </div>
  );
}

function Refused({ refusal, children }: { refusal: WordedOutcome; children: React.ReactNode }) {
  const t = useTranslations('mailbox.certificate');
  return (
    <Notice kind="danger" announce="status" title={refusal.title}>
      <p>{refusal.cause}</p>
      {refusal.secondCause ? <p>{refusal.secondCause}</p> : null}
      <p>{refusal.fix}</p>
      <p>{t('unchanged')}</p>
      {children}
    </Notice>
  );
}
