'use client';

import { useTranslations } from 'next-intl';
import { Code } from './_ui/code';
import { CopyButton } from './_ui/copy-button';

/** The words of {@link Reference}, from the namespace `errors.reference`. */
export type ReferenceWords = {
  label: string;
  none: string;
  copy: string;
  copied: string;
  copyFailed: string;
};

/** What a failure is found by in the log, to be copied; without a `value` it says that the server knows of none. */
export function Reference({ words, value }: { words: ReferenceWords; value?: string }) {
  const copy = { label: words.copy, copiedLabel: words.copied, failedLabel: words.copyFailed };
  return (
    <dl className="flex flex-wrap items-center gap-x-2">
      <dt>{words.label}</dt>
      <dd className="text-ink">
        {value ? <Code action={<CopyButton value={value} {...copy} />}>{value}</Code> : words.none}
      </dd>
    </dl>
  );
}

/** The words of a reference in the visitor's language, below the root layout. */
export function useReferenceWords(): ReferenceWords {
  const t = useTranslations('errors.reference');
  return {
    label: t('label'),
    none: t('none'),
    copy: t('copy'),
    copied: t('copied'),
    copyFailed: t('copyFailed'),
  };
}
