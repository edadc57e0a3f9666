import { useTranslations } from 'next-intl';
import { Cell, HeadCell, Row, RowLink, Table } from '@/app/_ui/table';
import type { CustomerRow } from '@/lib/customer/customer';

/** Customers, one a row; the whole row leads to the customer. */
export function CustomerTable({ rows }: { rows: readonly CustomerRow[] }) {
  const t = useTranslations('customers.table');
  return (
    <Table
      caption={t('caption')}
      head={
        <>
          <HeadCell>{t('name')}</HeadCell>
          <HeadCell className="text-right">{t('mailboxes')}</HeadCell>
          <HeadCell className="text-right">{t('registrations')}</HeadCell>
          <HeadCell>{t('note')}</HeadCell>
        </>
      }
    >
      {rows.map((customer) => (
        <Row key={customer.id}>
          <Cell className="min-w-40">
            <RowLink href={`/customers/${customer.id}`}>{customer.name}</RowLink>
          </Cell>
          <Cell className="text-right">{customer.mailboxCount}</Cell>
          <Cell className="text-right">{customer.registrationCount}</Cell>
          <Cell className="w-full max-w-0 min-w-40 truncate text-muted">{customer.note}</Cell>
        </Row>
      ))}
    </Table>
  );
}
