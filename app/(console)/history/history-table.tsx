import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Cell, HeadCell, Row, Table } from '@/app/_ui/table';
import type { AuditRow } from '@/lib/audit/audit';
import { DeedDetails } from './deed-details';
import { DeedSentence } from './deed-sentence';

/** Entries of the history: the sentence, its folded details, the customer, when. */
export function HistoryTable({ rows }: { rows: readonly AuditRow[] }) {
  const t = useTranslations('history');
  return (
    <Table
      caption={t('caption')}
      head={
        <>
          <HeadCell>{t('head.deed')}</HeadCell>
          <HeadCell>{t('head.customer')}</HeadCell>
          <HeadCell>{t('head.when')}</HeadCell>
        </>
      }
    >
      {rows.map((entry) => (
        <Row key={entry.id}>
          <Cell className="align-top md:min-w-64">
            <DeedDetails details={entry.details}>
              <DeedSentence entry={entry} />
            </DeedDetails>
          </Cell>
          <Cell className="align-top max-md:pl-5 md:min-w-32 md:py-2.5">
            {entry.customerId ? (
              <Link href={`/customers/${entry.customerId}`} className="link">
                {entry.customerName}
              </Link>
            ) : null}
          </Cell>
          <Cell className="whitespace-nowrap align-top text-muted max-md:pl-5 md:py-2.5">
            <RelativeTime at={entry.at} withAbsolute />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
