'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import type { WordedReport } from '@/app/_gate/word-report';
import { CopyButton } from '@/app/_ui/copy-button';
import { Skeleton } from '@/app/_ui/skeleton';
import { StateIcon } from '@/app/_ui/state-icon';
import { StatusChip } from '@/app/_ui/status-chip';
import { CHECK_NAMES } from '@/lib/mailbox/connection-test';
import { CHECK_LOOKS, type CheckLook } from './check-looks';
import { LadderRung, RUNG_LINE } from './ladder-rung';

/**
 * A connection test: the verdict of the whole in one sentence, then one line per check, the first that failed opened.
 * The verdict is told to screen readers when it comes. While `pending` the five lines keep their place. Nothing is to be
 * seen as long as there is no report.
 * @param quiet one of several on a page, such as an old report: its verdict is not announced
 */
export function Ladder({
  report,
  pending,
  quiet = false,
}: {
  report: WordedReport | null;
  pending: boolean;
  quiet?: boolean;
}) {
  const t = useTranslations('mailbox.ladder');
  const shell = useTranslations('shell');
  const shown = pending ? null : report;
  const firstFailed = shown?.checks.find((check) => check.state === 'failed')?.name;
  return (
    <div className="@container flex flex-col gap-3">
      {/* Always there: a region that comes together with its text is not announced. */}
      <div role={quiet ? undefined : 'status'} className={pending || shown ? undefined : 'sr-only'}>
        {pending ? <Verdict>{t('testing')}</Verdict> : null}
        {shown ? (
          <Verdict look={CHECK_LOOKS[shown.verdict]} sandbox={shown.sandbox ? t('sandbox') : null}>
            {shown.sentence}
          </Verdict>
        ) : null}
      </div>
      {pending ? <PendingRungs /> : null}
      {shown ? (
        <>
          <ol className="flex flex-col divide-y divide-line rounded-md border border-line bg-panel">
            {shown.checks.map((check) => (
              <LadderRung
                key={`${shown.finishedAt} ${check.name}`}
                check={check}
                look={CHECK_LOOKS[check.state]}
                opened={check.name === firstFailed}
              />
            ))}
          </ol>
          {shown.text ? (
            <div className="flex items-center gap-2">
              <CopyButton
                value={shown.text}
                label={t('copyReport')}
                copiedLabel={shell('copied')}
                failedLabel={shell('copyFailed')}
                labelShown
              />
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** A sentence with its icon and without the word: "Passed" and "Failed" stand once for each check, below. */
function Verdict({
  look,
  sandbox,
  children,
}: {
  look?: CheckLook;
  sandbox?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="flex min-w-0 gap-2 font-semibold">
        {look ? <StateIcon name={look.icon} tone={look.tone} className="mt-[3px]" /> : null}
        <span className="wrap-anywhere min-w-0">{children}</span>
      </p>
      {sandbox ? (
        <StatusChip tone="grey" icon="flask">
          {sandbox}
        </StatusChip>
      ) : null}
    </div>
  );
}

function PendingRungs() {
  const t = useTranslations('mailbox.ladder');
  const names = useTranslations('outcomes.check');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    // The region above has said it; a running clock is nothing to listen to.
    <div aria-hidden="true" className="flex flex-col gap-3">
      <ol className="flex flex-col divide-y divide-line rounded-md border border-line bg-panel">
        {CHECK_NAMES.map((name) => (
          <li key={name} className={RUNG_LINE}>
            <span className="flex items-center gap-2">
              <StateIcon name="dashed" tone="grey" className="motion-safe:animate-spin" />
              <span className="font-medium">{names(name)}</span>
            </span>
            <span className="text-muted">{t('checking')}</span>
            <Skeleton className="@xl:order-none order-last @xl:w-3/5 w-full self-center" />
          </li>
        ))}
      </ol>
      <p className="text-muted text-small">{t('elapsed', { seconds })}</p>
    </div>
  );
}
