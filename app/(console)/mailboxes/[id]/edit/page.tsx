import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireMailbox } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { readMailbox } from '@/lib/mailbox/reads';
import { listClouds, listRegistrations } from '@/lib/registration/reads';
import { knownRegistration } from '../../mailbox-form-values';
import { ChangeMailbox } from './change-mailbox';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mailboxes'))('edit') };
}

/** Edit mailbox. */
export default async function EditMailboxPage({ params }: { params: Promise<{ id: string }> }) {
  const { customerId, mailboxId } = await requireMailbox('mailbox.change', (await params).id);
  const [mailbox, registrations, t] = await Promise.all([
    readMailbox(customerId, mailboxId, new Date()),
    listRegistrations(customerId),
    getTranslations('mailboxes'),
  ]);
  if (!mailbox) notFound();
  const { id, customerName, address, name, description, registrationId, revision } = mailbox;
  return (
    <>
      <PageHeader title={t('edit')} back={{ href: `/mailboxes/${id}`, label: address }} />
      {/* Another revision is another form: what an older one held must not stay in its fields. */}
      <ChangeMailbox
        key={revision}
        mailbox={{ id, customerId, customerName, address, name, description, registrationId, revision }}
        known={registrations.map(knownRegistration)}
        clouds={listClouds()}
      />
    </>
  );
}
