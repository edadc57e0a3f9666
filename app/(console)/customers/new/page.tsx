import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { CustomerForm } from '../customer-form';
import { saveNewCustomer } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('add') };
}

/** Add customer. Who may not gets what is not there for them: 404. */
export default async function NewCustomerPage() {
  await requireDeed('customer.create');
  const t = await getTranslations('customers');
  return (
    <>
      <PageHeader title={t('add')} back={{ href: '/customers', label: t('back') }} />
      <Panel className="max-w-2xl">
        <CustomerForm save={saveNewCustomer} cancelHref="/customers" />
      </Panel>
    </>
  );
}
