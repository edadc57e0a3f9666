'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import type { WordedReport } from '@/app/_gate/word-report';
import { Button } from '@/app/_ui/button';
import { Notice } from '@/app/_ui/notice';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { RegistrationDetails } from '@/lib/registration/registration';
import { Ladder } from '../ladder';
import { useLadder } from '../use-ladder';
import { CorrectIds } from './correct-ids';

/**
 * `Test connection` and the last report, with when and by whom.
 * @param last the newest report as the page was made; a test begun here makes the page anew
 */
export function TestPanel({
  mailboxId,
  mayTest,
  last,
  past,
  retest,
  correctable,
}: {
  mailboxId: string;
  mayTest: boolean;
  last: {
    readonly report: WordedReport;
    readonly ranByName: string;
    /** It is about values that were changed since. */
    readonly outdated: boolean;
  } | null;
  past: ReactNode;
  /** What is tested again by itself, under the report. */
  retest: ReactNode;
  /** Whose ids a check may offer to put right; null: nobody may here. */
  correctable: Pick<RegistrationDetails, 'id' | 'cloud' | 'tenantId'> | null;
}) {
  const t = useTranslations('mailbox.test');
  const ladder = useTranslations('mailbox.ladder');
  // The answer is shown even where the page could not be made anew; of the two the later one counts.
  const [mine, setMine] = useState<WordedReport | null>(null);
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  const test = useLadder<WordedReport, unknown>('/mailboxes/test-saved', (report) => {
    setMine(report);
    // Its status, its history and the list of tests are others now.
    router.refresh();
  });
  const { pending } = test;
  const mineIsNewer = mine !== null && (last === null || mine.finishedAt > last.report.finishedAt);
  const report = mineIsNewer ? mine : (last?.report ?? null);
  return (
    <Panel
      title={t('title')}
      description={mayTest ? t('help') : undefined}
      actions={
        mayTest ? (
          <form
            method="post"
            onSubmit={(event) => {
              event.preventDefault();
              if (!pending) test.send(new FormData(event.currentTarget));
            }}
            className="flex flex-wrap gap-2"
          >
            <input type="hidden" name="mailboxId" value={mailboxId} />
            {pending ? (
              <Button
                variant="ghost"
                onClick={() => {
                  test.cancel();
                  button.current?.focus();
                }}
              >
                {ladder('cancel')}
              </Button>
            ) : null}
            <SubmitButton ref={button} pending={pending} pendingLabel={t('pending')} aria-keyshortcuts="t">
              {t('button')}
            </SubmitButton>
          </form>
        ) : null
      }
    >
      <div className="flex flex-col gap-3">
        <FormRefusal answer={test.answer} lost={test.lost} />
        {last && !pending && !mineIsNewer ? (
          <p className="text-muted text-small">
            {t('ran', { name: last.ranByName })} · <RelativeTime at={last.report.finishedAt} withAbsolute />
          </p>
        ) : null}
        {last?.outdated && !pending && !mineIsNewer ? (
          <Notice kind="warning" announce="status" title={t('outdated')} />
        ) : null}
        {!report && !pending ? <p className="text-muted">{t('never')}</p> : null}
        <Ladder
          report={report}
          pending={pending}
          told={test.told}
          cancelled={test.cancelled}
          correct={
            correctable
              ? (offer) => <CorrectIds mailboxId={mailboxId} registration={correctable} offer={offer} />
              : undefined
          }
        />
        {pending ? null : retest}
        {past}
      </div>
    </Panel>
  );
}
