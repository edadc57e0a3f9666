import { useTranslations } from 'next-intl';
import type { AuditRow } from '@/lib/audit/audit';
import { deedArguments, deedKey } from './deed-arguments';

/** What somebody did, as a sentence. */
export function DeedSentence({
  entry,
}: {
  entry: Pick<AuditRow, 'deed' | 'actorName' | 'subject' | 'details'>;
}) {
  const t = useTranslations('history.deeds');
  return t.rich(deedKey(entry.deed), {
    ...deedArguments(entry),
    id: (chunks) => (
      <span translate="no" className="wrap-anywhere font-medium" title={entry.subject}>
        {chunks}
      </span>
    ),
  });
}
