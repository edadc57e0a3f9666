import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { isLocal } from '@/app/_gate/installation';
import { requireDeed } from '@/app/_gate/place';
import { ButtonLink } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { listCustomers } from '@/lib/customer/reads';
import { surveyMailboxes } from '@/lib/mailbox/reads';
import { countPerDay, listMessages } from '@/lib/outbox/reads';
import { may } from '@/lib/staff/deeds';
import { FirstSteps } from './overview/first-steps';
import { LatestMessages } from './overview/latest-messages';
import { SendingChart } from './overview/sending-chart';
import { StatusCounts } from './overview/status-counts';
import { UrgentMailboxes } from './overview/urgent-mailboxes';

const URGENT_SHOWN = 10;
const MESSAGES_SHOWN = 6;
const DAYS_SHOWN = 14;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') };
}

/** What needs somebody today, worst first; how many mailboxes there are of each status; what was sent. */
export default async function OverviewPage() {
  const { actor, reach } = await requireDeed('overview.see');
  const now = new Date();
  const [t, survey] = await Promise.all([
    getTranslations('overview'),
    surveyMailboxes(reach, now, URGENT_SHOWN),
  ]);
  if (survey.total === 0) {
    const customers = await listCustomers(reach, { search: '', page: 1 });
    return (
      <>
        <PageHeader title={t('title')} />
        {customers.total > 0 ? (
          <NoMailbox mayAdd={may(actor.role, 'mailbox.create')} />
        ) : (
          <FirstSteps
            mayAdd={may(actor.role, 'customer.create')}
            mayLoad={isLocal() && may(actor.role, 'examples.load')}
          />
        )}
      </>
    );
  }
  const [days, latest] = await Promise.all([
    countPerDay(reach, DAYS_SHOWN, now),
    listMessages(reach, { page: 1, pageSize: MESSAGES_SHOWN }, now),
  ]);
  const { counts, urgent, urgentTotal } = survey;
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{urgentTotal > 0 ? t('needed', { count: urgentTotal }) : t('calm')}</p>
      </PageHeader>
      <div className="flex flex-col gap-5">
        <StatusCounts counts={counts} />
        <UrgentMailboxes rows={urgent} total={urgentTotal} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Panel title={t('sending.title')} description={t('sending.help')}>
            <SendingChart days={days} />
          </Panel>
          <LatestMessages rows={latest.rows} />
        </div>
      </div>
    </>
  );
}

async function NoMailbox({ mayAdd }: { mayAdd: boolean }) {
  const t = await getTranslations('overview.noMailbox');
  return (
    <Panel flush>
      <EmptyState
        title={t('title')}
        action={
          mayAdd ? (
            <ButtonLink
              href="/mailboxes/new"
              variant="primary"
              icon={<Plus aria-hidden="true" />}
              aria-keyshortcuts="n"
            >
              {t('add')}
            </ButtonLink>
          ) : null
        }
      >
        <p>{t('text')}</p>
      </EmptyState>
    </Panel>
  );
}
