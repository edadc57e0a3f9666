import { Pencil, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireCustomer } from '@/app/_gate/place';
import { ButtonLink } from '@/app/_ui/button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { readCustomer } from '@/lib/customer/reads';
import { listMailboxes } from '@/lib/mailbox/reads';
import { listRegistrations } from '@/lib/registration/reads';
import { type Deed, may } from '@/lib/staff/deeds';
import { type SearchParams, textIn } from '../../list-query';
import { CustomerHistory } from './customer-history';
import { CustomerMailboxes } from './customer-mailboxes';
import { DeleteRegistration } from './delete-registration';
import { RegistrationList } from './registration-list';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customerId } = await requireCustomer('customer.see', (await params).id);
  return { title: (await readCustomer(customerId))?.name };
}

/**
 * One customer: mailboxes, app registrations, note, history. `?idle=<id>` names an app registration that has just lost
 * its last mailbox; while it serves none, its deletion is offered at the top.
 */
export default async function CustomerPage({ params, searchParams }: Props) {
  const now = new Date();
  const { actor, reach, customerId } = await requireCustomer('customer.see', (await params).id);
  const [customer, registrations, mailboxes, t] = await Promise.all([
    readCustomer(customerId),
    listRegistrations(customerId),
    listMailboxes(reach, { customerId, sort: 'urgency', page: 1 }, now),
    getTranslations('customers'),
  ]);
  if (!customer) notFound();
  const asked = textIn(await searchParams, 'idle');
  const mayDo = (deed: Deed) => may(actor.role, deed);
  const idle = mayDo('registration.delete')
    ? registrations.find(({ id, mailboxCount }) => id === asked && mailboxCount === 0)
    : undefined;
  const add = mayDo('mailbox.create') ? (
    <ButtonLink
      href={`/mailboxes/new?customer=${customerId}`}
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      aria-keyshortcuts="n"
    >
      {t('addMailbox')}
    </ButtonLink>
  ) : null;
  const edit = mayDo('customer.change') ? (
    <ButtonLink href={`/customers/${customerId}/edit`} icon={<Pencil aria-hidden="true" />}>
      {t('edit')}
    </ButtonLink>
  ) : null;
  const isNew = mailboxes.total === 0;

  return (
    <>
      <PageHeader
        title={customer.name}
        back={{ href: '/customers', label: t('back') }}
        actions={
          <>
            {edit}
            {isNew ? null : add}
          </>
        }
      />
      <div className="flex flex-col gap-5">
        {idle ? (
          <Notice kind="info" title={t('registrations.idle')}>
            <p className="mb-2">{t('registrations.consequence', { label: idle.clientId })}</p>
            <DeleteRegistration customerId={customerId} registrationId={idle.id} />
          </Notice>
        ) : null}
        {customer.note ? (
          <Panel title={t('form.note')}>
            <p className="wrap-anywhere whitespace-pre-wrap">{customer.note}</p>
          </Panel>
        ) : null}
        <CustomerMailboxes customerId={customerId} {...mailboxes} add={isNew ? add : null} />
        <RegistrationList
          customerId={customerId}
          registrations={registrations}
          mayDelete={({ id, mailboxCount }) =>
            mailboxCount === 0 && id !== idle?.id && mayDo('registration.delete')
          }
          now={now}
        />
        <CustomerHistory reach={reach} customerId={customerId} />
      </div>
    </>
  );
}
