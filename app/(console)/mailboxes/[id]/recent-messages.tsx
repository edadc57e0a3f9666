import { getTranslations } from 'next-intl/server';
import type { About } from '@/app/_gate/word-outcome';
import { wordSend } from '@/app/_gate/word-report';
import { Details } from '@/app/_ui/details';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { MessageRow } from '@/lib/outbox/message';
import { MessageStateChip } from '../../messages/message-state';
import { OutcomeDetails } from '../outcome-details';

/** The last mails of this mailbox, newest first, each with its result and, folded, what to do about it. */
export async function RecentMessages({
  rows,
  about,
  now,
}: {
  rows: readonly MessageRow[];
  about: About;
  now: Date;
}) {
  const t = await getTranslations('mailbox.messages');
  if (rows.length === 0) return <p className="px-4 py-3 text-muted">{t('none')}</p>;
  const worded = await Promise.all(
    rows.map(async (row) => ({
      row,
      sent: await wordSend(row, { ...about, recipient: row.recipient }, now),
    })),
  );
  return (
    <ul className="divide-y divide-line">
      {worded.map(({ row, sent }) => (
        <li key={row.id} className="flex flex-col gap-1 px-4 py-2.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <MessageStateChip state={row.state} />
            <span className="wrap-anywhere min-w-0" translate="no">
              {row.recipient}
            </span>
            <span className="text-muted text-small">
              <RelativeTime at={row.createdAt} /> · {t('by', { name: row.sentByName })}
            </span>
          </div>
          <Details summary={t('details')}>
            <div className="flex flex-col gap-3">
              <p className="wrap-anywhere">{sent.sentence}</p>
              <OutcomeDetails outcome={{ ...sent, forward: null }} />
            </div>
          </Details>
        </li>
      ))}
    </ul>
  );
}
