import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/app/_ui/button';
import { Select } from '@/app/_ui/select';
import type { MailboxChoice } from '@/lib/mailbox/reads';
import { SearchForm } from '../search-form';
import { errorsHref } from './errors-href';
import type { ErrorsQuery } from './errors-query';

/** More than that is no choice any more: then the way is from the mailbox to here. */
export const MOST_CHOICES = 500;

/**
 * Whose values stand in links, commands and texts. It works by the address alone.
 * @param mailboxes those that the asker may see, at most {@link MOST_CHOICES}
 * @param chosen one of them, or another that the asker may see
 */
export function ChooseMailbox({
  query,
  mailboxes,
  chosen,
}: {
  query: ErrorsQuery;
  mailboxes: readonly MailboxChoice[];
  chosen: MailboxChoice | null;
}) {
  const t = useTranslations('catalogue.mailbox');
  const others = mailboxes.filter(({ id }) => id !== chosen?.id);
  const choices = chosen ? [chosen, ...others] : others;
  if (choices.length === 0) return null;
  const { codes, outcome } = query;
  return (
    <SearchForm path="/errors">
      {codes?.map((code) => (
        <input key={code} type="hidden" name="code" value={code} />
      ))}
      {outcome ? <input type="hidden" name="outcome" value={outcome} /> : null}
      <Select
        name="mailbox"
        label={t('label')}
        help={mailboxes.length >= MOST_CHOICES ? t('more', { most: MOST_CHOICES }) : t('help')}
        defaultValue={chosen?.id ?? ''}
        fieldClassName="w-full sm:w-auto sm:min-w-80 sm:max-w-full"
      >
        <option value="">{t('none')}</option>
        {choices.map(({ id, address, customerName }) => (
          <option key={id} value={id}>
            {t('choice', { address, customer: customerName })}
          </option>
        ))}
      </Select>
      <div className="flex flex-wrap gap-2 sm:mb-6">
        <Button type="submit">{t('apply')}</Button>
        {chosen ? (
          <ButtonLink variant="ghost" href={errorsHref({ codes, outcome })}>
            {t('clear')}
          </ButtonLink>
        ) : null}
      </div>
    </SearchForm>
  );
}
