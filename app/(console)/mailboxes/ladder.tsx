'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import type { WordedCheck } from '@/app/_gate/word-check';
import type { WordedReport } from '@/app/_gate/word-report';
import { CopyButton } from '@/app/_ui/copy-button';
import { Skeleton } from '@/app/_ui/skeleton';
import { StateIcon } from '@/app/_ui/state-icon';
import { StatusChip } from '@/app/_ui/status-chip';
import { CHECK_NAMES } from '@/lib/mailbox/connection-test';
import { CHECK_LOOKS, type CheckLook } from './check-looks';
import { LadderRung, RUNG_LINE } from './ladder-rung';

/** What a check offers to put right. */
export type Offer = NonNullable<WordedCheck['offer']>;

/**
 * A connection test: the verdict of the whole in one sentence, then one line per check, the first that failed opened.
 * The verdict is told to screen readers when it comes. While `pending` the lines that are known stand where they will stay,
 * and the others keep their place. Nothing is to be seen as long as there is no report.
 * @param told the checks that are known while the others are still `pending`
 * @param cancelled the last test was ended by whoever looks at it: what was there before is shown again
 * @param correct the button that puts right what a check offers to
 * @param quiet one of several on a page, such as an old report: its verdict is not announced
 */
export function Ladder({
  report,
  pending,
  told = [],
  cancelled = false,
  quiet = false,
  correct,
}: {
  report: WordedReport | null;
  pending: boolean;
  told?: readonly WordedCheck[];
  cancelled?: boolean;
  quiet?: boolean;
  correct?: (offer: Offer) => ReactNode;
}) {
  const t = useTranslations('mailbox.ladder');
  const shell = useTranslations('shell');
  const shown = pending ? null : report;
  return (
    <div className="@container flex flex-col gap-3">
      {/* Always there: a region that comes together with its text is not announced. */}
      <div
        role={quiet ? undefined : 'status'}
        className={pending || cancelled || shown ? undefined : 'sr-only'}
      >
        {pending ? <Verdict>{t('testing')}</Verdict> : null}
        {cancelled && !pending ? <Verdict>{t('cancelled')}</Verdict> : null}
        {shown ? (
          <Verdict look={CHECK_LOOKS[shown.verdict]} sandbox={shown.sandbox ? t('sandbox') : null}>
            {shown.sentence}
          </Verdict>
        ) : null}
      </div>
      {quiet ? null : (
        // Only what is new of it is said: each line as it becomes known.
        <p aria-live="polite" className="sr-only">
          {pending ? told.map(({ label, stateWord }) => `${label}: ${stateWord}`).at(-1) : null}
        </p>
      )}
      {pending || shown ? (
        <ol className="flex flex-col divide-y divide-line rounded-md border border-line bg-panel">
          <Rungs checks={shown?.checks ?? told} correct={pending ? undefined : correct} />
          {pending ? <OpenRungs from={told.length} /> : null}
        </ol>
      ) : null}
      {pending ? <Elapsed /> : null}
      {shown?.text ? (
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

/** The lines that are known; the first that failed is opened. */
function Rungs({
  checks,
  correct,
}: {
  checks: readonly WordedCheck[];
  correct: ((offer: Offer) => ReactNode) | undefined;
}) {
  const firstFailed = checks.find((check) => check.state === 'failed')?.name;
  return checks.map((check) => (
    <LadderRung
      key={check.name}
      check={check}
      look={CHECK_LOOKS[check.state]}
      opened={check.name === firstFailed}
      offer={check.offer && correct ? correct(check.offer) : null}
    />
  ));
}

/** The lines that are not known yet: the one that Microsoft is being asked about, and those that wait for it. */
function OpenRungs({ from }: { from: number }) {
  const t = useTranslations('mailbox.ladder');
  const names = useTranslations('outcomes.check');
  return CHECK_NAMES.slice(from).map((name, index) => (
    <li key={name} className={RUNG_LINE} aria-current={index === 0 ? 'step' : undefined}>
      <span className="flex items-center gap-2">
        <StateIcon
          name="dashed"
          tone="grey"
          className={index === 0 ? 'motion-safe:animate-spin' : undefined}
        />
        <span className="font-medium">{names(name)}</span>
      </span>
      <span className="text-muted">{t(index === 0 ? 'checking' : 'waits')}</span>
      <Skeleton className="@xl:order-none order-last @xl:w-3/5 w-full self-center" />
    </li>
  ));
}

function Elapsed() {
  const t = useTranslations('mailbox.ladder');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    // The region above has said it; a running clock is nothing to listen to.
    <p aria-hidden="true" className="text-muted text-small">
      {t('elapsed', { seconds })}
    </p>
  );
}
