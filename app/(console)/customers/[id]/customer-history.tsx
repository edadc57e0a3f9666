import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { listHistory } from '@/lib/audit/reads';
import type { CustomerId } from '@/lib/customer/customer';
import type { Reach } from '@/lib/scope';
import { DeedSentence } from '../../history/deed-sentence';

/** How many entries a customer's page shows; the rest stands in the history. */
const SHOWN = 10;

/** What was last done for a customer, newest first. */
export async function CustomerHistory({ reach, customerId }: { reach: Reach; customerId: CustomerId }) {
  const [{ rows, total }, t] = await Promise.all([
    listHistory(reach, { customerId, page: 1 }),
    getTranslations('customers.history'),
  ]);
  return (
    <Panel
      flush
      title={t('title')}
      actions={
        total > SHOWN ? (
          <ButtonLink size="small" href={`/history?customer=${customerId}`}>
            {t('all', { total })}
          </ButtonLink>
        ) : null
      }
    >
      {rows.length === 0 ? <p className="p-4 text-muted">{t('none')}</p> : null}
      <ul>
        {rows.slice(0, SHOWN).map((entry) => (
          <li
            key={entry.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b px-4 py-2 text-small last:border-b-0"
          >
            <span className="wrap-anywhere min-w-0">
              <DeedSentence entry={entry} />
            </span>
            <span className="text-muted">
              <RelativeTime at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
