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
          <Cell className="md:min-w-40">
            <RowLink href={`/customers/${customer.id}`}>{customer.name}</RowLink>
          </Cell>
          <Cell label={t('mailboxes')} className="md:text-right">
            {customer.mailboxCount}
          </Cell>
          <Cell label={t('registrations')} className="md:text-right">
            {customer.registrationCount}
          </Cell>
          <Cell className="truncate text-muted md:w-full md:min-w-40 md:max-w-0">{customer.note}</Cell>
        </Row>
      ))}
    </Table>
  );
}
