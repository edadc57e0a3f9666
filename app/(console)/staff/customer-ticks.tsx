'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { TextInput } from '@/app/_ui/text-input';

/** From so many customers on a search stands above them. */
const SEARCHED_FROM = 8;

/** The customers that are ticked in a form with {@link CustomerTicks}. */
export function tickedIn(form: FormData): string[] {
  return form.getAll('customer').map(String);
}

/**
 * Customers to be ticked, for hundreds of them. What the search does not find is out of sight and keeps its tick.
 * @param assigned the ids of those ticked to begin with
 */
export function CustomerTicks({
  customers,
  assigned,
  error,
}: {
  customers: readonly { id: string; name: string }[];
  assigned: readonly string[];
  error?: string;
}) {
  const t = useTranslations('staff.customers');
  const id = useId();
  const [search, setSearch] = useState('');
  const [count, setCount] = useState(customers.filter((each) => assigned.includes(each.id)).length);
  const wanted = search.trim().toLowerCase();
  const isFound = (name: string) => name.toLowerCase().includes(wanted);
  if (customers.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-2"
      aria-describedby={`${id}-below`}
      onChange={(event) =>
        setCount(event.currentTarget.querySelectorAll('input[name="customer"]:checked').length)
      }
    >
      <legend className="mb-1 font-medium">{t('legend')}</legend>
      {customers.length >= SEARCHED_FROM ? (
        <TextInput
          type="search"
          label={t('search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            // It searches as one types; Enter must not send the form around it.
            if (event.key === 'Enter') event.preventDefault();
          }}
          autoComplete="off"
          fieldClassName="max-w-sm"
        />
      ) : null}
      <div className="max-h-80 overflow-y-auto rounded-md border border-line py-1">
        {customers.map((customer) => (
          <label
            key={customer.id}
            hidden={!isFound(customer.name)}
            className="flex min-h-8 items-center gap-2.5 px-3 hover:bg-hover [&[hidden]]:hidden"
          >
            <input
              type="checkbox"
              name="customer"
              value={customer.id}
              defaultChecked={assigned.includes(customer.id)}
              aria-invalid={error ? true : undefined}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="wrap-anywhere min-w-0">{customer.name}</span>
          </label>
        ))}
        {customers.some(({ name }) => isFound(name)) ? null : (
          <p className="px-3 py-1.5 text-muted">{t('noMatch')}</p>
        )}
      </div>
      <p
        id={`${id}-below`}
        aria-live="polite"
        className={error ? 'text-red text-small' : 'text-muted text-small'}
      >
        {error ?? t('chosen', { count, total: customers.length })}
      </p>
    </fieldset>
  );
}
