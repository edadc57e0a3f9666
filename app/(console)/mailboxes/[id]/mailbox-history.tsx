import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { AuditRow } from '@/lib/audit/audit';
import { DeedSentence } from '../../history/deed-sentence';

/** What was done to this mailbox and to its secret, newest first. */
export function MailboxHistory({ rows }: { rows: readonly AuditRow[] }) {
  const t = useTranslations('mailbox.history');
  const [first] = rows;
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-2 text-small">
        {rows.map((entry) => (
          <li key={entry.id}>
            <p className="wrap-anywhere">
              <DeedSentence entry={entry} />
            </p>
            <p className="text-muted text-tiny">
              <RelativeTime at={entry.at} />
            </p>
          </li>
        ))}
      </ol>
      {first?.customerId ? (
        <p className="text-small">
          <Link href={`/history?customer=${first.customerId}`} className="link">
            {t('all')}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
