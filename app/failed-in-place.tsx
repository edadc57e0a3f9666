'use client';

import { useTranslations } from 'next-intl';
import { Failed } from './failed';
import { useReferenceWords } from './reference';

/** What Next gives an error page. */
export type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** {@link Failed} in the visitor's language, for a fault below the root layout. */
export function FailedInPlace({ error, retry }: ErrorPageProps) {
  const t = useTranslations('errors.failed');
  const reference = useReferenceWords();
  return (
    <Failed
      digest={error.digest}
      retry={retry}
      words={{ title: t('title'), text: t('text'), retry: t('retry'), reference }}
    />
  );
}
