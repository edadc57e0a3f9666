import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '@/app/_ui/page-header';
import { RelativeTime } from '@/app/_ui/relative-time';
import { StatusChip } from '@/app/_ui/status-chip';
import type { MailboxDetails } from '@/lib/mailbox/mailbox';
import { MailboxStatusChip, StatusReason } from '../../status';

/** The mailbox in its first lines: address, status and why, since when that is known, whose it is. */
export function MailboxHeader({
  mailbox,
  sandbox,
  actions,
}: {
  mailbox: MailboxDetails;
  /** It lives in the sandbox, which is always said. */
  sandbox: boolean;
  actions: ReactNode;
}) {
  const t = useTranslations('mailbox.page');
  const { customerId, customerName, verdict, evidence, name, description } = mailbox;
  return (
    <PageHeader
      title={<span translate="no">{mailbox.address}</span>}
      back={{ href: '/mailboxes', label: t('back') }}
      actions={actions}
    >
      <div className="flex flex-col gap-2 pt-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <MailboxStatusChip verdict={verdict} />
          {sandbox ? (
            <StatusChip tone="grey" icon="flask">
              {t('sandbox')}
            </StatusChip>
          ) : null}
          <p className="text-ink">
            <StatusReason verdict={verdict} />
          </p>
          {evidence ? (
            <p className="text-small">
              {t('provenAt')} <RelativeTime at={evidence.at} />
            </p>
          ) : null}
        </div>
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-small">
          <div className="flex min-w-0 gap-1.5">
            <dt>{t('mailboxOf')}</dt>
            <dd className="wrap-anywhere min-w-0">
              <Link href={`/customers/${customerId}`} className="link">
                {customerName}
              </Link>
            </dd>
          </div>
          {name ? (
            <div className="flex min-w-0 gap-1.5">
              <dt>{t('from')}</dt>
              <dd className="wrap-anywhere min-w-0 text-ink">{name}</dd>
            </div>
          ) : null}
        </dl>
        {description ? (
          <p className="wrap-anywhere max-w-prose whitespace-pre-wrap text-small">{description}</p>
        ) : null}
      </div>
    </PageHeader>
  );
}
