import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { listCustomerChoices } from '@/lib/customer/reads';
import { InviteForm } from './invite-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff.invite'))('title') };
}

/** Invite staff member. */
export default async function InvitePage() {
  const { reach } = await requireDeed('staff.invite');
  const [customers, t] = await Promise.all([listCustomerChoices(reach), getTranslations('staff')]);
  return (
    <>
      <PageHeader title={t('invite.title')} back={{ href: '/staff', label: t('back') }} />
      <Panel className="max-w-2xl">
        <InviteForm customers={customers} />
      </Panel>
    </>
  );
}
