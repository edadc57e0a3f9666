'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import { Details } from '@/app/_ui/details';
import type { GuideValues } from './guide-steps';
import { restrictCommands } from './restrict-commands';

/** Microsoft's page on it; opens in the reader's language. */
const FURTHER = 'https://learn.microsoft.com/exchange/permissions-exo/application-rbac';

/** Further reading: how the app may be kept to this one mailbox, with Microsoft's cmdlets filled in. */
export function RestrictToMailbox({ typed }: { typed: GuideValues }) {
  const t = useTranslations('guide.restrict');
  const shell = useTranslations('shell');
  const commands = restrictCommands(typed);
  return (
    <Details summary={t('title')}>
      <div className="-ml-5 flex flex-col gap-3 text-small">
        <p>{t('why')}</p>
        <p>{t('additive')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls, the keyboard has to be able to scroll it */}
        <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-tiny">
          <code translate="no">{commands}</code>
        </pre>
        <CopyButton
          labelShown
          value={commands}
          label={t('copy')}
          copiedLabel={shell('copied')}
          failedLabel={shell('copyFailed')}
          className="self-start"
        />
        <p className="text-muted">{t('objectId')}</p>
        <p className="text-muted">{t('source')}</p>
        <a
          href={FURTHER}
          target="_blank"
          rel="noopener noreferrer"
          className="link inline-flex min-h-6 items-center gap-1 self-start"
        >
          {t('link')}
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">({shell('newTab')})</span>
        </a>
      </div>
    </Details>
  );
}
