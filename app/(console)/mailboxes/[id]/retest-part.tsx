'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { RelativeTime } from '@/app/_ui/relative-time';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { RetestState } from '@/lib/retest/retest';
import { startTesting, stopTesting } from './actions';

/** How often the page looks whether a try that is due was made. */
const LOOK_EVERY_MS = 10_000;

/**
 * "Granted a moment ago?": has the mailbox tested again by itself, says when and how often, and how it ended.
 * @param retest null: nobody ever asked for it
 * @param endIsNews no other test has come after its end
 * @param mayStart the last test came out as one that waits for a grant
 */
export function RetestPart({
  mailboxId,
  retest,
  endIsNews,
  mayStart,
  mayTest,
}: {
  mailboxId: string;
  retest: RetestState | null;
  endIsNews: boolean;
  mayStart: boolean;
  mayTest: boolean;
}) {
  const t = useTranslations('mailbox.retest');
  const format = useFormatter();
  const router = useRouter();
  const goesOn = retest !== null && retest.ended === null;
  const { answer, lost, pending, submit } = useAction(goesOn ? stopTesting : startTesting);
  const nextAt = goesOn ? retest.nextAt.getTime() : null;
  useEffect(() => {
    if (nextAt === null) return;
    const timer = setInterval(() => {
      if (Date.now() >= nextAt) router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [nextAt, router]);
  const offers = mayTest && (goesOn || mayStart);
  return (
    <section aria-label={t('title')} className="flex flex-col items-start gap-2 empty:hidden">
      {/* Always there, so that a change of it is announced. */}
      <div role="status" className="text-small empty:hidden">
        {goesOn ? (
          <>
            <p className="font-medium">{t('goesOn')}</p>
            <p>
              {retest.running ? (
                t('running')
              ) : (
                <>
                  {t('next')} <RelativeTime at={retest.nextAt.toISOString()} withAbsolute />
                </>
              )}{' '}
              · {t('count', { count: retest.tries })}
            </p>
            <p className="text-muted">
              {t('until', { time: format.dateTime(retest.endsAt, 'clock'), name: retest.askedByName })}
            </p>
          </>
        ) : retest?.ended && endIsNews ? (
          <p>
            {t(`ended.${retest.ended.because}`)}
            {retest.ended.at ? (
              <>
                {' '}
                <RelativeTime at={retest.ended.at.toISOString()} withAbsolute />
              </>
            ) : null}
          </p>
        ) : null}
      </div>
      {offers ? (
        <form method="post" className="flex flex-col items-start gap-2" onSubmit={submit}>
          <input type="hidden" name="mailboxId" value={mailboxId} />
          {goesOn ? null : <p className="max-w-prose text-muted text-small">{t('help')}</p>}
          <SubmitButton
            variant="secondary"
            size="small"
            pending={pending}
            pendingLabel={t(goesOn ? 'stopping' : 'starting')}
          >
            {t(goesOn ? 'stop' : 'start')}
          </SubmitButton>
          <FormRefusal answer={answer} lost={lost} />
        </form>
      ) : null}
    </section>
  );
}
