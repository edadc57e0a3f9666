import { ArrowDown } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Cell, HeadCell, Row, RowLink, Table } from '@/app/_ui/table';
import type { MailboxRow } from '@/lib/mailbox/mailbox';
import type { MailboxQuery } from '@/lib/mailbox/mailbox-query';
import { ExpiryText, MailboxStatusChip, StatusReason } from '../status';
import { mailboxesHref } from './mailbox-query';

/** An address of so many characters still has room in one line, at every width. */
const ONE_LINE = 36;

/**
 * Mailboxes, one a row; the whole row leads to the mailbox.
 * @param query the list's own query: its column heads then sort. Without it they only name.
 * @param without a column that would say the same in every row
 */
export function MailboxTable({
  rows,
  query,
  without,
}: {
  rows: readonly MailboxRow[];
  query?: MailboxQuery;
  without?: 'customer';
}) {
  const t = useTranslations('mailboxes.table');
  const head = (sort: MailboxQuery['sort'], name: string): ReactNode =>
    query ? (
      <HeadCell sortable sorted={query.sort === sort ? 'ascending' : undefined}>
        <Link
          href={mailboxesHref({ ...query, sort, page: 1 })}
          className="-my-1 inline-flex min-h-7 items-center hover:text-ink hover:underline aria-[current]:text-ink"
          aria-current={query.sort === sort ? 'true' : undefined}
        >
          {name}
          {query.sort === sort ? <ArrowDown aria-hidden="true" className="ml-1 size-3.5" /> : null}
        </Link>
      </HeadCell>
    ) : (
      <HeadCell>{name}</HeadCell>
    );
  return (
    <Table
      caption={t('caption')}
      head={
        <>
          {head('address', t('mailbox'))}
          {head('urgency', t('status'))}
          {without === 'customer' ? null : head('customer', t('customer'))}
          {head('expiry', t('expiry'))}
          <HeadCell>{t('proven')}</HeadCell>
        </>
      }
    >
      {rows.map((mailbox) => (
        <Row key={mailbox.id}>
          <Cell>
            <RowLink
              href={`/mailboxes/${mailbox.id}`}
              className={mailbox.address.length > ONE_LINE ? 'wrap-anywhere' : 'whitespace-nowrap'}
              translate="no"
            >
              {mailbox.address}
            </RowLink>
            {mailbox.name ? <p className="text-muted text-tiny">{mailbox.name}</p> : null}
          </Cell>
          <Cell className="md:min-w-60">
            <MailboxStatusChip verdict={mailbox.verdict} />
            <p className="mt-0.5 text-muted text-tiny">
              <StatusReason verdict={mailbox.verdict} />
            </p>
          </Cell>
          {without === 'customer' ? null : (
            <Cell label={t('customer')} className="md:min-w-32">
              {mailbox.customerName}
            </Cell>
          )}
          <Cell label={t('expiry')} className="md:whitespace-nowrap">
            <ExpiryText expiry={mailbox.verdict.expiry} />
          </Cell>
          <Cell label={t('proven')} className="whitespace-nowrap text-muted">
            {mailbox.provenAt ? <RelativeTime at={mailbox.provenAt} /> : t('never')}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
