import { useTranslations } from 'next-intl';
import { Cell, HeadCell, Row, Table } from '@/app/_ui/table';
import type { Colleague } from '@/lib/staff/staff';

/** Names and roles: what everybody may know of the others. */
export function ColleagueTable({ rows, ownId }: { rows: readonly Colleague[]; ownId: string }) {
  const t = useTranslations('staff');
  const roles = useTranslations('shell.roles');
  return (
    <Table
      caption={t('caption')}
      head={
        <>
          <HeadCell>{t('head.name')}</HeadCell>
          <HeadCell>{t('head.role')}</HeadCell>
        </>
      }
    >
      {rows.map(({ id, name, role }) => (
        <Row key={id}>
          <Cell className="font-medium md:w-1/2">
            {name}
            {id === ownId ? <span className="font-normal text-muted"> ({t('you')})</span> : null}
          </Cell>
          <Cell>{roles(role)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
