import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { ButtonLink } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { customerInReach, listCustomerChoices } from '@/lib/customer/reads';
import { listMailboxes, MAILBOX_PAGE_SIZE } from '@/lib/mailbox/reads';
import { listClouds } from '@/lib/registration/reads';
import { may } from '@/lib/staff/deeds';
import { type SearchParams, spanOf } from '../list-query';
import { PageLinks } from '../page-links';
import { MailboxFilters } from './mailbox-filters';
import { isNarrowed, mailboxesHref, readMailboxQuery } from './mailbox-query';
import { MailboxTable } from './mailbox-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mailboxes'))('title') };
}

/** Every mailbox that this staff member may see, worst first; search, filters, order and page stand in the address. */
export default async function MailboxesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const now = new Date();
  const { actor, reach } = await requireDeed('mailbox.see');
  const { customerId: asked, ...read } = readMailboxQuery(await searchParams);
  const customerId = asked ? await customerInReach(reach, asked) : null;
  const wanted = customerId ? { ...read, customerId } : read;
  const [first, customers, t] = await Promise.all([
    listMailboxes(reach, wanted, now),
    listCustomerChoices(reach),
    getTranslations('mailboxes'),
  ]);
  const span = spanOf(wanted.page, first.total, MAILBOX_PAGE_SIZE);
  const query = { ...wanted, page: span.page };
  const { rows, total } = span.page === wanted.page ? first : await listMailboxes(reach, query, now);
  const add = may(actor.role, 'mailbox.create') ? (
    <ButtonLink
      href="/mailboxes/new"
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      aria-keyshortcuts="n"
    >
      {t('add')}
    </ButtonLink>
  ) : null;

  if (total === 0 && !isNarrowed(query)) {
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
      <PageHeader title={t('title')} actions={add}>
        <p>{t('span', { from: span.from, to: span.to, total })}</p>
      </PageHeader>
      <Panel flush>
        <MailboxFilters query={query} customers={customers} clouds={listClouds()} />
        {rows.length > 0 ? (
          <MailboxTable rows={rows} query={query} />
        ) : (
          <EmptyState title={t('none.title')}>
            <p>{t('none.text')}</p>
          </EmptyState>
        )}
      </Panel>
      <PageLinks page={span.page} pages={span.pages} hrefFor={(page) => mailboxesHref({ ...query, page })} />
    </>
  );
}
