import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/app/_ui/button';
import { DateInput } from '@/app/_ui/date-input';
import { Select } from '@/app/_ui/select';
import { TextInput } from '@/app/_ui/text-input';
import { SearchForm } from '../search-form';
import { DeedOptions } from './deed-options';
import { type HistoryQuery, POSTHOUSE, parametersOf } from './history-query';

type Choices = readonly { readonly id: string; readonly name: string }[];

/** What the history is narrowed by. It works by the address alone. */
export function HistoryFilters({
  query,
  badDays,
  customers,
  actors,
}: {
  query: HistoryQuery;
  badDays: readonly ('from' | 'to')[];
  customers: Choices;
  actors: Choices;
}) {
  const t = useTranslations('history');
  const { from = '', to = '' } = query;
  const isBackwards = from !== '' && to !== '' && to < from;
  const dayError = (name: 'from' | 'to') =>
    badDays.includes(name) ? t('day') : name === 'to' && isBackwards ? t('backwards') : undefined;
  return (
    <SearchForm path="/history">
      <TextInput
        type="search"
        name="q"
        label={t('filters.text')}
        defaultValue={query.text ?? ''}
        fieldClassName="w-full min-w-44 sm:w-auto sm:flex-1"
      />
      <Select
        name="customer"
        label={t('filters.customer')}
        defaultValue={query.customer ?? ''}
        fieldClassName="w-44"
      >
        <option value="">{t('any')}</option>
        {customers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select name="actor" label={t('filters.actor')} defaultValue={query.actor ?? ''} fieldClassName="w-40">
        <option value="">{t('any')}</option>
        {actors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value={POSTHOUSE}>{t('filters.posthouse')}</option>
      </Select>
      <Select name="deed" label={t('filters.deed')} defaultValue={query.deed ?? ''} fieldClassName="w-44">
        <option value="">{t('any')}</option>
        <DeedOptions />
      </Select>
      <DateInput
        name="from"
        label={t('filters.from')}
        defaultValue={from}
        error={dayError('from')}
        fieldClassName="w-40"
      />
      <DateInput
        name="to"
        label={t('filters.to')}
        defaultValue={to}
        error={dayError('to')}
        fieldClassName="w-40"
      />
      <Button type="submit">{t('apply')}</Button>
      {Object.keys(parametersOf(query)).length > 0 || badDays.length > 0 ? (
        <ButtonLink href="/history" variant="ghost">
          {t('clear')}
        </ButtonLink>
      ) : null}
    </SearchForm>
  );
}
