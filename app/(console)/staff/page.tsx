import { UserPlus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { ButtonLink } from '@/app/_ui/button';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { type Deed, may } from '@/lib/staff/deeds';
import { listColleagues, listInvitations, listStaff } from '@/lib/staff/reads';
import { ColleagueTable } from './colleague-table';
import { InvitationTable } from './invitation-table';
import { StaffTable } from './staff-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') };
}

/**
 * Who can sign in here: names and roles for everybody; addresses, who was deactivated and who is invited for those who
 * manage staff.
 */
export default async function StaffPage() {
  const { actor } = await requireDeed('staff.see');
  const t = await getTranslations('staff');
  const mayDo = (deed: Deed) => may(actor.role, deed);
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayDo('staff.invite') ? (
            <ButtonLink
              href="/staff/invite"
              variant="primary"
              icon={<UserPlus aria-hidden="true" />}
              aria-keyshortcuts="n"
            >
              {t('invite.title')}
            </ButtonLink>
          ) : null
        }
      >
        <p>{t('help')}</p>
      </PageHeader>
      <div className="flex flex-col gap-5">
        <Panel flush>
          {mayDo('staff.manage') ? (
            <StaffTable rows={await listStaff()} ownId={actor.id} />
          ) : (
            <ColleagueTable rows={await listColleagues()} ownId={actor.id} />
          )}
        </Panel>
        {mayDo('staff.manage') ? (
          <Panel flush title={t('invitations.title')}>
            <InvitationTable rows={await listInvitations()} now={new Date()} />
          </Panel>
        ) : null}
      </div>
    </>
  );
}
