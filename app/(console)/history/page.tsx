import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { buttonClasses } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { currentTimeZone } from '@/app/_words/preferences';
import { HISTORY_PAGE_SIZE, listActors, listHistory } from '@/lib/audit/reads';
import { customerInReach, listCustomerChoices } from '@/lib/customer/reads';
import { may } from '@/lib/staff/deeds';
import { hrefWith, type SearchParams, spanOf } from '../list-query';
import { PageLinks } from '../page-links';
import { HistoryFilters } from './history-filters';
import { filterOf, historyHref, parametersOf, readHistoryQuery } from './history-query';
import { HistoryTable } from './history-table';
import { VerifyTrail } from './verify-trail';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('title') };
}

/** Who did what; what it is narrowed by and the page stand in the address. */
export default async function HistoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { actor, reach } = await requireDeed('history.see');
  const { query: asked, badDays } = readHistoryQuery(await searchParams);
  // An id that is none, or not theirs, narrows nothing.
  const customerId = asked.customer ? await customerInReach(reach, asked.customer) : null;
  const wanted = { ...asked, customer: customerId ?? undefined };
  const filter = filterOf(wanted, customerId, await currentTimeZone());
  const [first, customers, actors, t] = await Promise.all([
    listHistory(reach, { ...filter, page: wanted.page }),
    listCustomerChoices(reach),
    listActors(reach),
    getTranslations('history'),
  ]);
  const span = spanOf(wanted.page, first.total, HISTORY_PAGE_SIZE);
  const query = { ...wanted, page: span.page };
  const { rows, total } =
    span.page === wanted.page ? first : await listHistory(reach, { ...filter, page: span.page });
  const nothing = Object.keys(parametersOf(query)).length > 0 ? 'none' : 'empty';
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          may(actor.role, 'history.export') ? (
            // No Link: that would fetch it before anybody asks for it. No `download`: a refusal is to be read.
            <a href={hrefWith('/history/export', parametersOf(query))} className={buttonClasses()}>
              <Download aria-hidden="true" />
              {t('export.button')}
            </a>
          ) : null
        }
      >
        <p>{t('help')}</p>
      </PageHeader>
      {may(actor.role, 'audit.verify') ? (
        <VerifyTrail
          words={{
            help: t('integrity.help'),
            verify: t('integrity.verify'),
            verifying: t('integrity.verifying'),
          }}
        />
      ) : null}
      <Panel flush>
        <HistoryFilters query={query} badDays={badDays} customers={customers} actors={actors} />
        <p className="px-4 pb-3 text-muted text-small">{t('span', { ...span, total })}</p>
        {rows.length > 0 ? (
          <HistoryTable rows={rows} />
        ) : (
          <EmptyState title={t(`${nothing}.title`)}>
            <p>{t(`${nothing}.text`)}</p>
          </EmptyState>
        )}
      </Panel>
      <PageLinks page={span.page} pages={span.pages} hrefFor={(page) => historyHref({ ...query, page })} />
    </>
  );
}
