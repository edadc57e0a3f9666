'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Select } from '@/app/_ui/select';
import { useHydrated } from '@/app/_ui/use-hydrated';

/** The customer that the mailbox is for, and the way to add one. */
export function CustomerChoice({
  customers,
  chosen,
  onChoose,
  error,
}: {
  customers: readonly { readonly id: string; readonly name: string }[];
  chosen: string;
  onChoose: (customerId: string) => void;
  error: string | undefined;
}) {
  const t = useTranslations('mailboxes.form');
  // A choice made before React has taken over would be undone by it.
  const hydrated = useHydrated();
  return (
    <Select
      name="customerId"
      label={t('customer')}
      help={customers.length === 0 ? t('noCustomer') : undefined}
      error={error}
      value={chosen}
      disabled={!hydrated}
      onChange={(event) => onChoose(event.currentTarget.value)}
      after={
        <Link href="/customers/new" className="link inline-flex min-h-6 items-center self-start text-small">
          {t('addCustomer')}
        </Link>
      }
    >
      <option value="">{t('chooseCustomer')}</option>
      {customers.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
