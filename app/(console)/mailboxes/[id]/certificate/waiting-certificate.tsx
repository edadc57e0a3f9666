'use client';

import { Download } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { Forward } from '@/app/_gate/forward-texts';
import { buttonClasses } from '@/app/_ui/button';
import { classNames } from '@/app/_ui/class-names';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { Fact, Facts } from '@/app/_ui/facts';
import { ForwardText } from '../../outcome-details';
import { WaitingForms } from './waiting-forms';

/** A certificate that waits, as the browser is told of it. */
export interface Waiting {
  readonly id: string;
  readonly thumbprintSha1: string;
  readonly thumbprintSha256: string;
  /** ISO 8601 day. */
  readonly endsOn: string;
  readonly madeByName: string;
}

/** The certificate that is not used yet: what to do with it, and `Test with the certificate`, `Use certificate`, `Discard certificate`. */
export function WaitingCertificate({
  waiting,
  texts,
  mayReplace,
  ...place
}: {
  mailboxId: string;
  registrationId: string;
  version: number;
  waiting: Waiting;
  texts: Forward;
  mayReplace: boolean;
}) {
  const t = useTranslations('mailbox.certificate');
  const shell = useTranslations('shell');
  const format = useFormatter();
  const copy = (value: string) => (
    <CopyButton
      value={value}
      label={shell('copy')}
      copiedLabel={shell('copied')}
      failedLabel={shell('copyFailed')}
    />
  );
  return (
    <section aria-labelledby="waiting-certificate" className="flex flex-col gap-3 border-line border-t pt-3">
      <h3 id="waiting-certificate" className="font-semibold">
        {t('waitingTitle')}
      </h3>
      <p className="text-small">{t('waitingHelp', { name: waiting.madeByName })}</p>
      <Facts>
        <Fact name={t('thumbprint')}>
          <Code action={copy(waiting.thumbprintSha1)}>{waiting.thumbprintSha1}</Code>
        </Fact>
        <Fact name={t('thumbprint256')}>
          <Code action={copy(waiting.thumbprintSha256)}>{waiting.thumbprintSha256}</Code>
        </Fact>
        <Fact name={t('ends')}>
          {/* Browser and server may spell a month differently (ICU versions). */}
          <time dateTime={waiting.endsOn} suppressHydrationWarning>
            {format.dateTime(new Date(waiting.endsOn), 'calendarDay')}
          </time>
        </Fact>
      </Facts>
      {/* No `download`: a refusal is to be read. */}
      <a
        href={`/mailboxes/${place.mailboxId}/certificate`}
        className={classNames(buttonClasses(), 'self-start')}
      >
        <Download aria-hidden="true" />
        {t('download')}
      </a>
      <ol className="list-decimal pl-5 text-small">
        <li>{t('step1')}</li>
        <li>{t('step2')}</li>
        <li>{t('step3')}</li>
      </ol>
      <ForwardText title={t('toForward')} texts={texts} open={false} />
      {mayReplace ? <WaitingForms {...place} certificateId={waiting.id} /> : null}
    </section>
  );
}
