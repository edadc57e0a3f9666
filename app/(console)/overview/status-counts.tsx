import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MAILBOX_STATUSES, type MailboxStatus } from '@/lib/mailbox/mailbox';
import { MailboxStatusChip } from '../status';

/** How many mailboxes there are of each status; each leads to the list of them. */
export function StatusCounts({ counts }: { counts: Readonly<Record<MailboxStatus, number>> }) {
  const t = useTranslations('overview');
  return (
    <section>
      <h2 className="sr-only">{t('counts')}</h2>
      <ul className="flex flex-wrap gap-x-1 gap-y-0.5 rounded-md border border-line bg-panel p-1.5">
        {MAILBOX_STATUSES.map((status) => (
          <li key={status}>
            <Link
              href={`/mailboxes?status=${status}`}
              className="flex min-h-9 items-center gap-2 rounded-md pr-3 pl-1.5 hover:bg-hover"
            >
              <MailboxStatusChip verdict={{ status }} />
              <span className={counts[status] === 0 ? 'text-muted' : 'font-semibold'}>{counts[status]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
