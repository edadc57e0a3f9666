import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { Button, ButtonLink } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { TextInput } from '@/app/_ui/text-input';
import { CUSTOMER_PAGE_SIZE, listCustomers } from '@/lib/customer/reads';
import { may } from '@/lib/staff/deeds';
import { hrefWith, pageIn, type SearchParams, spanOf, textIn } from '../list-query';
import { PageLinks } from '../page-links';
import { SearchForm } from '../search-form';
import { CustomerTable } from './customer-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('title') };
}

/** The customers that this staff member may see, by name; the search and the page stand in the address. */
export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { actor, reach } = await requireDeed('customer.see');
  const parameters = await searchParams;
  const search = textIn(parameters, 'q');
  const first = await listCustomers(reach, { search, page: pageIn(parameters) });
  const span = spanOf(pageIn(parameters), first.total, CUSTOMER_PAGE_SIZE);
  const { rows, total } =
    span.page === pageIn(parameters) ? first : await listCustomers(reach, { search, page: span.page });
  const t = await getTranslations('customers');
  const add = may(actor.role, 'customer.create') ? (
    <ButtonLink
      href="/customers/new"
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      aria-keyshortcuts="n"
    >
      {t('add')}
    </ButtonLink>
  ) : null;

  if (total === 0 && search === '') {
    return (
      <>
        <PageHeader title={t('title')} />
        <Panel flush>
          <EmptyState title={t('empty.title')} action={add}>
            <p>{t('empty.text')}</p>
          </EmptyState>
        </Panel>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')} actions={add} />
      <Panel flush>
        <SearchForm path="/customers">
          <TextInput
            type="search"
            name="q"
            label={t('search')}
            defaultValue={search}
            fieldClassName="w-full max-w-sm"
          />
          <Button type="submit">{t('find')}</Button>
          {search ? (
            <ButtonLink href="/customers" variant="ghost">
              {t('clear')}
            </ButtonLink>
          ) : null}
          <p className="ml-auto self-center text-muted text-small">{t('span', { ...span, total })}</p>
        </SearchForm>
        {rows.length > 0 ? (
          <CustomerTable rows={rows} />
        ) : (
          <EmptyState title={t('none.title', { search })}>
            <p>{t('none.text')}</p>
          </EmptyState>
        )}
      </Panel>
      <PageLinks
        page={span.page}
        pages={span.pages}
        hrefFor={(page) => hrefWith('/customers', { q: search, page: page > 1 ? page : null })}
      />
    </>
  );
}
