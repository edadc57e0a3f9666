'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { Forward } from '@/app/_gate/forward-texts';
import type { WordedCommand, WordedLink, WordedRaw } from '@/app/_gate/word-outcome';
import { classNames } from '@/app/_ui/class-names';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { Details } from '@/app/_ui/details';
import { Fact, Facts } from '@/app/_ui/facts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@/app/_words/languages';

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
  readonly more: string | null;
  readonly raw: WordedRaw | null;
  readonly lookup: WordedLink | null;
  readonly notes?: readonly string[];
}

/**
 * Why, or else why, what to do, who acts, the one link, the command, the text to forward; Microsoft's raw answer folded.
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
  const { cause, secondCause, fix, waiting, who, link, command, forward, more, raw, notes = [] } = outcome;
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
          {secondCause ? <Fact name={t('secondWhy')}>{secondCause}</Fact> : null}
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
      {command ? <Command {...command} /> : null}
      {forward ? <ForwardText title={t('forward')} texts={forward} open={!foldForward} /> : null}
      {raw ? <RawAnswer raw={raw} lookup={outcome.lookup} /> : null}
      {more ? (
        <p className="text-small">
          <Link href={more} className="link">
            {t('more')}
          </Link>
        </p>
      ) : null}
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

function Command({ label, text }: WordedCommand) {
  const t = useTranslations('mailbox.ladder');
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-muted">{label}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls, the keyboard has to be able to scroll it */}
      <pre tabIndex={0} translate="no" className={classNames(BLOCK, 'overflow-x-auto font-mono')}>
        {text}
      </pre>
      <Copy value={text} label={t('copyCommand')} />
    </div>
  );
}

/**
 * A text for the customer's administrator, in the reader's language, and folded below it in the other: the administrator
 * need not read the same one.
 */
export function ForwardText({ title, texts, open }: { title: string; texts: Forward; open: boolean }) {
  const t = useTranslations('mailbox.ladder');
  const mine: Language = useLocale().startsWith('zh') ? 'zh-Hant' : 'en';
  const text = (language: Language) => (
    <div className="flex flex-col items-start gap-2">
      <p lang={language} className={classNames(BLOCK, 'wrap-anywhere whitespace-pre-wrap')}>
        {texts[language]}
      </p>
      <Copy value={texts[language]} label={t('copyForward')} />
    </div>
  );
  return (
    <Details summary={title} open={open}>
      {text(mine)}
      {LANGUAGES.filter((language) => language !== mine).map((language) => (
        <Details
          key={language}
          className="mt-1"
          summary={t.rich('forwardIn', {
            language: () => <span lang={language}>{LANGUAGE_NAMES[language]}</span>,
          })}
        >
          {text(language)}
        </Details>
      ))}
    </Details>
  );
}

const BLOCK = 'w-full rounded-md border border-line bg-sunken px-3 py-2 text-small';

function Copy({ value, label }: { value: string; label: string }) {
  const shell = useTranslations('shell');
  return (
    <CopyButton
      value={value}
      label={label}
      copiedLabel={shell('copied')}
      failedLabel={shell('copyFailed')}
      labelShown
    />
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
