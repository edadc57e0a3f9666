'use client';

import { ChevronRight, ExternalLink, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { CopyButton } from '@/app/_ui/copy-button';
import { cloudOf, type GuideCloud, type GuideStep, type GuideValues, linkedSteps } from './guide-steps';
import { RestrictToMailbox } from './restrict-to-mailbox';
import { useGuideText } from './use-guide-text';

/**
 * What the customer's administrator has to click in Entra, step by step, with links that go as far as the typed values
 * allow, and the one mistake that people make at each. The last steps are those of what the app is to sign in with. At
 * the side from 1024 px on; under that below the form, folded.
 */
export function Guide({ clouds, typed }: { clouds: readonly GuideCloud[]; typed: GuideValues }) {
  const t = useTranslations('guide');
  const shell = useTranslations('shell');
  const text = useGuideText();
  const { signsInWith } = typed;
  const cloud = cloudOf(clouds, typed.cloud);
  if (!cloud) return null;
  const steps = linkedSteps(cloud, typed);
  return (
    <Fold title={t('title')}>
      <p className="text-muted text-small">{t(`intro.${signsInWith}`)}</p>
      <ol className="flex flex-col gap-4">
        {steps.map(({ step, href }, index) => (
          <Step key={step} step={step} number={index + 1} href={href} />
        ))}
      </ol>
      {typed.cloud === 'sandbox' ? <p className="text-muted text-small">{t('sandbox')}</p> : null}
      <CopyButton
        labelShown
        value={text(steps, signsInWith)}
        label={t('copy')}
        copiedLabel={shell('copied')}
        failedLabel={shell('copyFailed')}
        className="min-h-9 self-start whitespace-normal text-left"
      />
      <RestrictToMailbox typed={typed} />
    </Fold>
  );
}

function Step({ step, number, href }: { step: GuideStep; number: number; href: string }) {
  const t = useTranslations(`guide.steps.${step}`);
  const shell = useTranslations('shell');
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2.5">
      <span
        aria-hidden="true"
        className="grid size-6 place-items-center rounded-full border border-line font-medium text-tiny"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-col gap-1">
        <h3 className="font-medium">{t('title')}</h3>
        <p className="text-small">{t.rich('do', { l: entraLabel })}</p>
        <p className="flex gap-1.5 text-muted text-small">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-amber" />
          <span>{t.rich('mistake', { l: entraLabel })}</span>
        </p>
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          className="link inline-flex min-h-6 items-center gap-1 self-start text-small"
        >
          {t('link')}
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">({shell('newTab')})</span>
        </a>
      </div>
    </li>
  );
}

function entraLabel(words: ReactNode) {
  return <strong className="font-semibold">{words}</strong>;
}

/** Open at the side; below the form folded under one line. Without scripts it is open everywhere. */
function Fold({ title, children }: { title: string; children: ReactNode }) {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const wide = window.matchMedia('(min-width: 64rem)');
    const follow = () => {
      if (fold.current) fold.current.open = wide.matches;
    };
    follow();
    wide.addEventListener('change', follow);
    return () => wide.removeEventListener('change', follow);
  }, []);
  return (
    <details ref={fold} open className="group/guide min-w-0 rounded-md border border-line bg-panel">
      <summary className="flex min-h-11 list-none items-center gap-1.5 px-4 py-2">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 group-open/guide:rotate-90 motion-safe:transition-transform"
        />
        <h2>{title}</h2>
      </summary>
      <div className="flex flex-col gap-4 border-line border-t p-4">{children}</div>
    </details>
  );
}
