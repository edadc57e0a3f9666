import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { StatusChip } from '@/app/_ui/status-chip';
import { listCustomerChoices } from '@/lib/customer/reads';
import { listAssignedIds, listSessions, readStaffMember } from '@/lib/staff/reads';
import { SessionList } from '../session-list';
import { AboutMember } from './about-member';
import { endStaffSessions } from './actions';
import { AssignCustomers } from './assign-customers';
import { ChangeRole } from './change-role';
import { Deactivate } from './deactivate';
import { FactorsPanel } from './factors-panel';
import { Reactivate } from './reactivate';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireDeed('staff.manage');
  return { title: (await readStaffMember((await params).id))?.name };
}

/** One staff member, for those who manage staff: role, customers, where they are signed in, and whether they can be. */
export default async function StaffMemberPage({ params }: Props) {
  const { actor, reach } = await requireDeed('staff.manage');
  const member = await readStaffMember((await params).id);
  if (!member) notFound();
  const { id, name, role, deactivatedAt } = member;
  const [customers, assigned, sessions, t] = await Promise.all([
    listCustomerChoices(reach),
    listAssignedIds(id),
    listSessions(id, new Date()),
    getTranslations('staff'),
  ]);
  return (
    <>
      <PageHeader title={name} back={{ href: '/staff', label: t('back') }}>
        {deactivatedAt ? (
          <StatusChip tone="grey" icon="minus">
            {t('deactivated')}
          </StatusChip>
        ) : (
          <StatusChip tone="green" icon="check">
            {t('active')}
          </StatusChip>
        )}
      </PageHeader>
      <div className="flex max-w-3xl flex-col gap-5">
        <AboutMember member={member} />
        <Panel title={t('role.title')}>
          <ChangeRole staffMemberId={id} role={role} />
        </Panel>
        <Panel
          title={t('customers.title')}
          description={role === 'admin' ? undefined : t('customers.help', { name })}
        >
          {role === 'admin' ? (
            <p className="text-muted">{t('customers.every')}</p>
          ) : (
            <AssignCustomers staffMemberId={id} customers={customers} assigned={assigned} />
          )}
        </Panel>
        <Panel flush title={t('sessions.title')} description={t('sessions.help', { name })}>
          <SessionList
            sessions={sessions}
            presentId={actor.session.id}
            end={endStaffSessions}
            staffMemberId={id}
          />
        </Panel>
        <FactorsPanel staffMemberId={id} name={name} own={id === actor.id} />
        <Panel danger title={t('standing.title')}>
          {deactivatedAt ? (
            <Reactivate staffMemberId={id} name={name} deactivatedAt={deactivatedAt} />
          ) : (
            <Deactivate staffMemberId={id} name={name} />
          )}
        </Panel>
      </div>
    </>
  );
}
