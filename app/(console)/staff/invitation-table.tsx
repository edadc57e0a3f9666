import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';
import { StatusChip } from '@/app/_ui/status-chip';
import { Cell, HeadCell, Row, Table } from '@/app/_ui/table';
import type { InvitationRow } from '@/lib/staff/staff';
import { WithdrawInvitation } from './withdraw-invitation';

/** Who is invited and has not joined yet. The links themselves are known to nobody here. */
export function InvitationTable({ rows, now }: { rows: readonly InvitationRow[]; now: Date }) {
  const t = useTranslations('staff');
  const roles = useTranslations('shell.roles');
  if (rows.length === 0) return <p className="p-4 text-muted">{t('invitations.none')}</p>;
  return (
    <Table
      caption={t('invitations.caption')}
      head={
        <>
          <HeadCell>{t('head.name')}</HeadCell>
          <HeadCell>{t('head.email')}</HeadCell>
          <HeadCell>{t('head.role')}</HeadCell>
          <HeadCell>{t('head.customers')}</HeadCell>
          <HeadCell>{t('invitations.by')}</HeadCell>
          <HeadCell>{t('invitations.until')}</HeadCell>
          <HeadCell>
            <span className="sr-only">{t('invitations.actions')}</span>
          </HeadCell>
        </>
      }
    >
      {rows.map((invitation) => (
        <Row key={invitation.id}>
          <Cell className="font-medium md:min-w-32">{invitation.name}</Cell>
          <Cell className="wrap-anywhere md:min-w-48" translate="no">
            {invitation.email}
          </Cell>
          <Cell>{roles(invitation.role)}</Cell>
          <Cell label={t('head.customers')}>
            {invitation.role === 'admin' ? t('every') : invitation.customerCount}
          </Cell>
          <Cell label={t('invitations.by')}>{invitation.invitedByName}</Cell>
          <Cell label={t('invitations.until')} className="whitespace-nowrap">
            {invitation.expiresAt > now ? (
              <RelativeTime at={invitation.expiresAt} />
            ) : (
              <span>
                <StatusChip tone="amber" icon="clock">
                  {t('invitations.over')}
                </StatusChip>
              </span>
            )}
          </Cell>
          <Cell>
            <WithdrawInvitation invitationId={invitation.id} email={invitation.email} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
