import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { StateIcon } from '@/app/_ui/state-icon';
import type { MailboxRow } from '@/lib/mailbox/mailbox';
import { MailboxTable } from '../mailboxes/mailbox-table';

/** What needs somebody today, worst first; says so calmly when nothing does. */
export function UrgentMailboxes({ rows, total }: { rows: readonly MailboxRow[]; total: number }) {
  const t = useTranslations('overview.urgent');
  if (total === 0) {
    return (
      <Panel>
        <div className="flex gap-2.5">
          <StateIcon name="check" tone="green" className="mt-[3px]" />
          <div>
            <h2>{t('none')}</h2>
            <p className="text-muted">{t('noneText')}</p>
          </div>
        </div>
      </Panel>
    );
  }
  return (
    <Panel
      flush
      title={t('title')}
      actions={
        total > rows.length ? (
          <ButtonLink href="/mailboxes" variant="ghost" size="small">
            {t('all', { count: total })}
          </ButtonLink>
        ) : null
      }
    >
      <MailboxTable rows={rows} />
    </Panel>
  );
}
