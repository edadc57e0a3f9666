import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { sandboxUrl } from '@/app/_gate/installation';
import { requireDeed } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { customerInReach, listCustomerChoices } from '@/lib/customer/reads';
import { listClouds, listRegistrations } from '@/lib/registration/reads';
import { type SearchParams, textIn } from '../../list-query';
import { knownRegistration } from '../mailbox-form-values';
import { AddMailbox } from './add-mailbox';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mailboxes'))('add') };
}

/** Add mailbox; `?customer=<id>` chooses the customer. Who may not add one gets what is not there for them: 404. */
export default async function NewMailboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { reach } = await requireDeed('mailbox.create');
  const [customers, asked, t] = await Promise.all([
    listCustomerChoices(reach),
    customerInReach(reach, textIn(await searchParams, 'customer')),
    getTranslations('mailboxes'),
  ]);
  // With only one customer there is nothing to choose.
  const customerId = asked ?? (customers.length === 1 ? (customers[0]?.id ?? null) : null);
  const registrations = customerId ? await listRegistrations(customerId) : [];
  return (
    <>
      <PageHeader title={t('add')} back={{ href: '/mailboxes', label: t('back') }} />
      <AddMailbox
        customers={customers}
        customerId={customerId ?? ''}
        known={registrations.map(knownRegistration)}
        clouds={listClouds()}
        sandbox={sandboxUrl()}
      />
    </>
  );
}
