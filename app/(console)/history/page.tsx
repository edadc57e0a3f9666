import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { Button, ButtonLink } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { Pagination } from '@/app/_ui/pagination';
import { Panel } from '@/app/_ui/panel';
import { Select } from '@/app/_ui/select';
import { HISTORY_PAGE_SIZE, listHistory } from '@/lib/audit/reads';
import { customerInReach, listCustomerChoices } from '@/lib/customer/reads';
import { hrefWith, pageIn, type SearchParams, spanOf, textIn } from '../list-query';
import { SearchForm } from '../search-form';
import { HistoryTable } from './history-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('title') };
}

/** Who did what; the customer and the page stand in the address. */
export default async function HistoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { reach } = await requireDeed('history.see');
  const parameters = await searchParams;
  // An id that is none, or not theirs, narrows nothing.
  const customerId = (await customerInReach(reach, textIn(parameters, 'customer'))) ?? undefined;
  const asked = pageIn(parameters);
  const [first, customers] = await Promise.all([
    listHistory(reach, { customerId, page: asked }),
    listCustomerChoices(reach),
  ]);
  const span = spanOf(asked, first.total, HISTORY_PAGE_SIZE);
  const { rows, total } =
    span.page === asked ? first : await listHistory(reach, { customerId, page: span.page });
  const [t, shell] = await Promise.all([getTranslations('history'), getTranslations('shell')]);
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('help')}</p>
      </PageHeader>
      <Panel flush>
        <SearchForm path="/history">
          <Select name="customer" label={t('filter')} defaultValue={customerId ?? ''} fieldClassName="w-64">
            <option value="">{t('any')}</option>
            {customers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Button type="submit">{t('apply')}</Button>
          {customerId ? (
            <ButtonLink href="/history" variant="ghost">
              {t('clear')}
            </ButtonLink>
          ) : null}
          <p className="ml-auto self-center text-muted text-small">{t('span', { ...span, total })}</p>
        </SearchForm>
        {rows.length > 0 ? (
          <HistoryTable rows={rows} />
        ) : (
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.text')}</p>
          </EmptyState>
        )}
      </Panel>
      <Pagination
        page={span.page}
        pages={span.pages}
        hrefFor={(page) => hrefWith('/history', { customer: customerId, page: page > 1 ? page : null })}
        words={{
          name: shell('pages'),
          previous: shell('previousPage'),
          next: shell('nextPage'),
          position: shell('pageOf', { page: span.page, pages: span.pages }),
        }}
      />
    </>
  );
}
