import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '@/app/_ui/class-names';
import { MAILBOX_STATUSES, type MailboxStatus } from '@/lib/mailbox/mailbox';
import { MailboxStatusChip } from '../status';

/** How many mailboxes there are of each status; each leads to the list of them. */
export function StatusCounts({ counts }: { counts: Readonly<Record<MailboxStatus, number>> }) {
  const t = useTranslations('overview');
  return (
    <section>
      <h2 className="sr-only">{t('counts')}</h2>
      <ul className="grid gap-0.5 rounded-md border border-line bg-panel p-1.5 min-[24rem]:grid-cols-[auto_1fr] md:flex min-[24rem]:grid-cols-[auto_1fr] md:flex-wrap md:justify-between">
        {MAILBOX_STATUSES.map((status) => (
          <li key={status}>
            <Link
              href={`/mailboxes?status=${status}`}
              className="flex min-h-9 items-center gap-1 rounded-md px-2 hover:bg-hover min-[24rem]:grid-cols-[auto_1fr] md:flex-col md:items-start md:px-2.5 md:py-2"
            >
              <MailboxStatusChip verdict={{ status }} />
              <span
                className={classNames(
                  'px-1.5 text-lead',
                  counts[status] === 0 ? 'text-muted' : 'font-semibold',
                )}
              >
                {counts[status]}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
