import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { Panel } from '@/app/_ui/panel';
import type { MailboxRow } from '@/lib/mailbox/mailbox';
import { MailboxTable } from '../../mailboxes/mailbox-table';

/** A customer's mailboxes, worst first; those that do not fit stand in the list of mailboxes. */
export function CustomerMailboxes({
  customerId,
  rows,
  total,
  add,
}: {
  customerId: string;
  rows: readonly MailboxRow[];
  total: number;
  /** The button that adds one, for where there is none. */
  add: ReactNode;
}) {
  const t = useTranslations('customers.mailboxes');
  return (
    <Panel
      flush
      title={t('title')}
      actions={
        total > rows.length ? (
          <ButtonLink size="small" href={`/mailboxes?customer=${customerId}`}>
            {t('all', { total })}
          </ButtonLink>
        ) : null
      }
    >
      {rows.length > 0 ? (
        <MailboxTable rows={rows} without="customer" />
      ) : (
        <EmptyState title={t('empty.title')} action={add}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </Panel>
  );
}
