import { useTranslations } from 'next-intl';
import { errorLookup } from '@/app/_gate/outcome-wording';
import { Code } from '@/app/_ui/code';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Cell, HeadCell, Row, Table } from '@/app/_ui/table';
import type { UnknownCode } from '@/lib/error-code/error-code';
import { NewTabLink } from '../mailboxes/outcome-details';

/** The codes that tests and sends met and the catalogue does not know, for admins. */
export function UnknownCodes({ rows }: { rows: readonly UnknownCode[] }) {
  const t = useTranslations('catalogue.unknown');
  const labels = useTranslations('outcomes.link');
  return (
    <Panel id="unknown-codes" flush title={t('title')} description={t('help')}>
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t('none')}</p>
      ) : (
        <Table
          caption={t('title')}
          head={
            <>
              <HeadCell>{t('code')}</HeadCell>
              <HeadCell>{t('source')}</HeadCell>
              <HeadCell>{t('count')}</HeadCell>
              <HeadCell>{t('first')}</HeadCell>
              <HeadCell>{t('last')}</HeadCell>
            </>
          }
        >
          {rows.map(({ rawCode, source, firstSeenAt, lastSeenAt, count }) => {
            const href = errorLookup(rawCode);
            return (
              <Row key={`${source} ${rawCode}`}>
                <Cell>
                  <div className="flex flex-wrap gap-x-3">
                    <Code>{rawCode}</Code>
                    {href ? <NewTabLink href={href} label={labels('error_lookup')} /> : null}
                  </div>
                </Cell>
                <Cell label={t('source')}>{t(`from.${source}`)}</Cell>
                <Cell label={t('count')} className="tabular-nums">
                  {count}
                </Cell>
                <Cell label={t('first')} className="whitespace-nowrap">
                  <RelativeTime at={firstSeenAt} />
                </Cell>
                <Cell label={t('last')} className="whitespace-nowrap">
                  <RelativeTime at={lastSeenAt} />
                </Cell>
              </Row>
            );
          })}
        </Table>
      )}
    </Panel>
  );
}
