import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getFormatter, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/_gate/actor';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Cell, HeadCell, Row, Table } from '@/app/_ui/table';
import { listStaff } from '@/lib/staff/reads';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') };
}

/** Who can sign in here. */
export default async function StaffPage() {
  const actor = await requireActor();
  const rows = await listStaff();
  const [t, format] = await Promise.all([getTranslations('staff'), getFormatter()]);
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('help')}</p>
      </PageHeader>
      <Panel flush>
        <Table caption={t('caption')} head={<Heads />}>
          {rows.map((member) => (
            <Row key={member.id}>
              <Cell className="font-medium md:min-w-40">
                {member.name}
                {member.id === actor.id ? (
                  <span className="font-normal text-muted"> ({t('you')})</span>
                ) : null}
              </Cell>
              <Cell className="wrap-anywhere md:min-w-48" translate="no">
                {member.email}
              </Cell>
              <Cell>
                <RoleName role={member.role} />
              </Cell>
              <Cell label={t('head.since')} className="whitespace-nowrap">
                <time dateTime={member.createdAt.toISOString()}>
                  {format.dateTime(member.createdAt, 'day')}
                </time>
              </Cell>
              <Cell label={t('head.seen')} className="whitespace-nowrap text-muted">
                {member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} /> : t('never')}
              </Cell>
            </Row>
          ))}
        </Table>
      </Panel>
    </>
  );
}

function Heads() {
  const t = useTranslations('staff.head');
  return (['name', 'email', 'role', 'since', 'seen'] as const).map((head) => (
    <HeadCell key={head}>{t(head)}</HeadCell>
  ));
}

function RoleName({ role }: { role: 'admin' | 'agent' | 'viewer' }) {
  return useTranslations('shell.roles')(role);
}
