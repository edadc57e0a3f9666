import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireCustomer } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { readCustomer } from '@/lib/customer/reads';
import { CustomerForm } from '../../customer-form';
import { saveCustomer } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('edit') };
}

/** Edit customer: name and note. */
export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { customerId } = await requireCustomer('customer.change', (await params).id);
  const customer = await readCustomer(customerId);
  if (!customer) notFound();
  const { id, name, note, revision } = customer;
  const t = await getTranslations('customers');
  return (
    <>
      <PageHeader title={t('edit')} back={{ href: `/customers/${id}`, label: name }} />
      <Panel className="max-w-2xl">
        {/* Another revision is another form: what an older one held must not stay in its fields. */}
        <CustomerForm
          key={revision}
          save={saveCustomer}
          customer={{ id, name, note, revision }}
          cancelHref={`/customers/${id}`}
        />
      </Panel>
    </>
  );
}
