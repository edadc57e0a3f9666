'use client';

import { ExternalLink } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Forward } from '@/app/_gate/forward-texts';
import type { WordedCommand, WordedLink, WordedRaw } from '@/app/_gate/word-outcome';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { Details } from '@/app/_ui/details';
import { Fact, Facts } from '@/app/_ui/facts';

/** What an outcome has to say beneath its sentence, be it of a check or of a send. */
export interface SaidOutcome {
  readonly cause: string | null;
  readonly secondCause: string | null;
  readonly fix: string | null;
  readonly waiting: string | null;
  readonly who: string | null;
  readonly link: WordedLink | null;
  readonly command: WordedCommand | null;
  readonly forward: Forward | null;
  readonly raw: WordedRaw | null;
  readonly lookup: WordedLink | null;
  readonly notes?: readonly string[];
}

/**
 * Why, what to do, who acts, the one link, the text to forward; Microsoft's raw answer folded.
 * @param foldForward where the same text is likely to stand open on the page already
 */
export function OutcomeDetails({
  outcome,
  foldForward = false,
}: {
  outcome: SaidOutcome;
  foldForward?: boolean;
}) {
  const t = useTranslations('mailbox.ladder');
  const language = useLocale().startsWith('zh') ? 'zh-Hant' : 'en';
  const { cause, fix, waiting, who, link, forward, raw, notes = [] } = outcome;
  return (
    <div className="flex max-w-prose flex-col gap-3">
      {notes.map((note) => (
        <p key={note} className="wrap-anywhere">
          {note}
        </p>
      ))}
      {cause || fix || who ? (
        <Facts>
          {cause ? <Fact name={t('why')}>{cause}</Fact> : null}
          {fix ? <Fact name={t('fix')}>{fix}</Fact> : null}
          {who ? <Fact name={t('who')}>{who}</Fact> : null}
          {waiting ? <Fact name={t('waiting')}>{waiting}</Fact> : null}
          {link ? (
            <Fact name={t('open')}>
              <NewTabLink {...link} />
            </Fact>
          ) : null}
        </Facts>
      ) : null}
      {forward ? <ForwardText text={forward[language]} open={!foldForward} /> : null}
      {raw ? <RawAnswer raw={raw} lookup={outcome.lookup} /> : null}
    </div>
  );
}

/** A link to somebody else's page, which opens in a new tab and says so. */
export function NewTabLink({ href, label }: WordedLink) {
  const shell = useTranslations('shell');
  return (
    <a href={href} target="_blank" rel="noreferrer" className="link" title={shell('newTab')}>
      {label}
      <ExternalLink aria-hidden="true" className="ml-1 inline size-3.5 align-[-0.125em]" />
      <span className="sr-only"> ({shell('newTab')})</span>
    </a>
  );
}

function ForwardText({ text, open }: { text: string; open: boolean }) {
  const t = useTranslations('mailbox.ladder');
  const shell = useTranslations('shell');
  return (
    <Details summary={t('forward')} open={open}>
      <div className="flex flex-col items-start gap-2">
        <p className="wrap-anywhere w-full whitespace-pre-wrap rounded-md border border-line bg-sunken px-3 py-2 text-small">
          {text}
        </p>
        <CopyButton
          value={text}
          label={t('copyForward')}
          copiedLabel={shell('copied')}
          failedLabel={shell('copyFailed')}
          labelShown
        />
      </div>
    </Details>
  );
}

function RawAnswer({ raw, lookup }: { raw: WordedRaw; lookup: WordedLink | null }) {
  const t = useTranslations('mailbox.ladder');
  const shell = useTranslations('shell');
  const ids = [
    { name: t('rawCode'), value: raw.code },
    { name: t('rawRequestId'), value: raw.requestId },
    { name: t('rawCorrelationId'), value: raw.correlationId },
  ];
  return (
    <Details summary={t('raw')}>
      <Facts>
        {raw.status === null ? null : (
          <Fact name={t('rawStatus')}>
            <Code>{raw.status}</Code>
          </Fact>
        )}
        {ids.map(({ name, value }) =>
          value ? (
            <Fact key={name} name={name}>
              <Code
                action={
                  <CopyButton
                    value={value}
                    label={`${shell('copy')}: ${name}`}
                    copiedLabel={shell('copied')}
                    failedLabel={shell('copyFailed')}
                  />
                }
              >
                {value}
              </Code>
            </Fact>
          ) : null,
        )}
        {raw.message ? (
          <Fact name={t('rawMessage')}>
            <Code>{raw.message}</Code>
          </Fact>
        ) : null}
        <Fact name={t('rawAt')}>
          <Code>{raw.at}</Code>
        </Fact>
        {lookup ? (
          <Fact name={t('lookup')}>
            <NewTabLink {...lookup} />
          </Fact>
        ) : null}
      </Facts>
    </Details>
  );
}
