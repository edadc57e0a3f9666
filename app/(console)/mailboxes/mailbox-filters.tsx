import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/app/_ui/button';
import { Select } from '@/app/_ui/select';
import { TextInput } from '@/app/_ui/text-input';
import { MAILBOX_STATUSES } from '@/lib/mailbox/mailbox';
import type { MailboxQuery } from '@/lib/mailbox/mailbox-query';
import type { CloudChoice } from '@/lib/registration/reads';
import { SearchForm } from '../search-form';
import { EXPIRY_CHOICES, isNarrowed, mailboxesHref } from './mailbox-query';

/** The search and the filters of the list. They work by the address alone. */
export function MailboxFilters({
  query,
  customers,
  clouds,
}: {
  query: MailboxQuery;
  customers: readonly { readonly id: string; readonly name: string }[];
  clouds: readonly CloudChoice[];
}) {
  const t = useTranslations('mailboxes.filters');
  const statuses = useTranslations('status');
  const cloudNames = useTranslations('mailboxes.cloud');
  return (
    <SearchForm path="/mailboxes">
      <TextInput
        type="search"
        name="q"
        label={t('search')}
        defaultValue={query.search}
        fieldClassName="w-full min-w-44 sm:w-auto sm:flex-1"
      />
      <Select name="status" label={t('status')} defaultValue={query.status ?? ''} fieldClassName="w-36">
        <option value="">{t('any')}</option>
        {MAILBOX_STATUSES.map((status) => (
          <option key={status} value={status}>
            {statuses(status)}
          </option>
        ))}
      </Select>
      <Select
        name="customer"
        label={t('customer')}
        defaultValue={query.customerId ?? ''}
        fieldClassName="w-36"
      >
        <option value="">{t('any')}</option>
        {customers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select name="cloud" label={t('cloud')} defaultValue={query.cloud ?? ''} fieldClassName="w-36">
        <option value="">{t('any')}</option>
        {clouds.map(({ cloud }) => (
          <option key={cloud} value={cloud}>
            {cloudNames(cloud)}
          </option>
        ))}
      </Select>
      <Select name="expiry" label={t('expiry')} defaultValue={query.expiry ?? ''} fieldClassName="w-36">
        <option value="">{t('any')}</option>
        {EXPIRY_CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {t(`expiryChoice.${choice}`)}
          </option>
        ))}
      </Select>
      {query.sort === 'urgency' ? null : <input type="hidden" name="sort" value={query.sort} />}
      <Button type="submit">{t('apply')}</Button>
      {isNarrowed(query) ? (
        <ButtonLink variant="ghost" href={mailboxesHref({ sort: query.sort, page: 1 })}>
          {t('clear')}
        </ButtonLink>
      ) : null}
    </SearchForm>
  );
}
