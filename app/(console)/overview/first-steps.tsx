import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { LoadExamples } from './load-examples';

/**
 * The overview before there is a customer: what the product is for, in three steps.
 * @param mayAdd whether this person may add a customer
 * @param mayLoad whether they may load the examples, which only a local installation has
 */
export function FirstSteps({ mayAdd, mayLoad }: { mayAdd: boolean; mayLoad: boolean }) {
  const t = useTranslations('overview.start');
  return (
    <Panel className="max-w-2xl">
      <div className="flex flex-col gap-4 sm:p-2">
        <div className="flex flex-col gap-1">
          <h2 className="text-lead">{t('title')}</h2>
          <p className="text-muted">{t('text')}</p>
        </div>
        {mayAdd ? (
          <>
            <ol className="flex list-decimal flex-col gap-1.5 pl-5 marker:text-muted">
              <li>{t('customer')}</li>
              <li>{t('mailbox')}</li>
              <li>{t('prove')}</li>
            </ol>
            <ButtonLink
              href="/customers/new"
              variant="primary"
              icon={<Plus aria-hidden="true" />}
              aria-keyshortcuts="n"
              className="self-start"
            >
              {t('addCustomer')}
            </ButtonLink>
          </>
        ) : (
          <p>{t('viewer')}</p>
        )}
        {mayLoad ? (
          <div className="border-line border-t pt-4">
            <LoadExamples />
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
