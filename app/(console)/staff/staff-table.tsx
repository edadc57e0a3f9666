import { useFormatter, useTranslations } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';
import { StatusChip } from '@/app/_ui/status-chip';
import { Cell, HeadCell, Row, RowLink, Table } from '@/app/_ui/table';
import type { StaffRow } from '@/lib/staff/staff';

const HEADS = ['name', 'email', 'role', 'customers', 'since', 'seen'] as const;

/** Staff as those see them who manage them; the whole row leads to the person. */
export function StaffTable({ rows, ownId }: { rows: readonly StaffRow[]; ownId: string }) {
  const t = useTranslations('staff');
  const roles = useTranslations('shell.roles');
  const format = useFormatter();
  return (
    <Table
      caption={t('caption')}
      head={HEADS.map((head) => <HeadCell key={head}>{t(`head.${head}`)}</HeadCell>)}
    >
      {rows.map((member) => (
        <Row key={member.id}>
          <Cell className="md:min-w-40">
            <RowLink href={`/staff/${member.id}`}>{member.name}</RowLink>
            {member.id === ownId ? <span className="text-muted"> ({t('you')})</span> : null}
          </Cell>
          <Cell className="wrap-anywhere md:min-w-48" translate="no">
            {member.email}
          </Cell>
          <Cell>{roles(member.role)}</Cell>
          <Cell label={t('head.customers')}>
            {member.role === 'admin' ? t('every') : format.number(member.customerCount)}
          </Cell>
          <Cell label={t('head.since')} className="whitespace-nowrap">
            <time dateTime={member.createdAt.toISOString()}>{format.dateTime(member.createdAt, 'day')}</time>
          </Cell>
          <Cell label={t('head.seen')} className="whitespace-nowrap text-muted">
            {member.deactivatedAt ? (
              <span>
                <StatusChip tone="grey" icon="minus">
                  {t('deactivated')}
                </StatusChip>
              </span>
            ) : member.lastSeenAt ? (
              <RelativeTime at={member.lastSeenAt} />
            ) : (
              t('never')
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
