import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { listMessages, MESSAGE_PAGE_SIZE } from '@/lib/outbox/reads';
import { hrefWith, pageIn, type SearchParams, spanOf } from '../list-query';
import { PageLinks } from '../page-links';
import { MessageTable } from './message-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messages'))('title') };
}

/** What was handed to Microsoft and what came of it; the page stands in the address. */
export default async function MessagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { reach } = await requireDeed('message.see');
  const now = new Date();
  const asked = pageIn(await searchParams);
  const first = await listMessages(reach, { page: asked }, now);
  const span = spanOf(asked, first.total, MESSAGE_PAGE_SIZE);
  const { rows, total } = span.page === asked ? first : await listMessages(reach, { page: span.page }, now);
  const t = await getTranslations('messages');
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="max-w-prose">{t('help')}</p>
        {total > 0 ? <p className="mt-1 text-small">{t('span', { ...span, total })}</p> : null}
      </PageHeader>
      {total === 0 ? (
        <Panel flush>
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.text')}</p>
          </EmptyState>
        </Panel>
      ) : (
        <>
          <Panel flush>
            <MessageTable rows={rows} />
          </Panel>
          <PageLinks
            page={span.page}
            pages={span.pages}
            hrefFor={(page) => hrefWith('/messages', { page: page > 1 ? page : null })}
          />
        </>
      )}
    </>
  );
}
