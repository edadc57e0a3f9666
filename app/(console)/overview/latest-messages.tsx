import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { MessageRow } from '@/lib/outbox/message';
import { MessageStateChip } from '../messages/message-state';

/** The last few test mails and what came of them. */
export function LatestMessages({ rows }: { rows: readonly MessageRow[] }) {
  const t = useTranslations('overview.latest');
  return (
    <Panel
      flush
      title={t('title')}
      actions={
        rows.length > 0 ? (
          <ButtonLink href="/messages" variant="ghost" size="small">
            {t('older')}
          </ButtonLink>
        ) : null
      }
    >
      {rows.length === 0 ? <p className="p-4 text-muted">{t('none')}</p> : null}
      <ul>
        {rows.map((message) => (
          <li
            key={message.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2 last:border-b-0"
          >
            <Link
              href={`/mailboxes/${message.mailboxId}`}
              translate="no"
              className="wrap-anywhere inline-flex min-h-6 min-w-0 items-center font-medium text-small hover:underline"
            >
              {message.mailboxAddress}
            </Link>
            <span className="text-muted text-small">
              <RelativeTime at={message.createdAt} />
            </span>
            <span>
              <MessageStateChip state={message.state} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
