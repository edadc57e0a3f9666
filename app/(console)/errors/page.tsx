import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import type { About } from '@/app/_gate/word-outcome';
import { wordEntry } from '@/app/_gate/word-report';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { codesOf } from '@/lib/error-code/explain-code';
import { listUnknownCodes } from '@/lib/error-code/reads';
import { listMailboxChoices, mailboxInReach } from '@/lib/mailbox/reads';
import { may } from '@/lib/staff/deeds';
import type { SearchParams } from '../list-query';
import { aboutMailbox } from '../mailboxes/[id]/about-mailbox';
import { CatalogueList } from './catalogue-list';
import { ChooseMailbox, MOST_CHOICES } from './choose-mailbox';
import { errorsHref } from './errors-href';
import { readErrorsQuery } from './errors-query';
import { FoundCodes } from './found-codes';
import { OutcomePanel } from './outcome-panel';
import { SearchCodes } from './search-codes';
import { UnknownCodes } from './unknown-codes';

/** As many unknown codes as a person reads; more are kept. */
const UNKNOWN_SHOWN = 100;

const NOBODY: About = { cloud: null, tenantId: null, clientId: null, mailboxAddress: '' };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue'))('title') };
}

/**
 * What every code of Microsoft and the network means here, who acts and what to send them. The codes looked up, the
 * outcome shown and the mailbox whose values are filled in stand in the address.
 */
export default async function ErrorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { actor, reach } = await requireDeed('error_code.see');
  const query = readErrorsQuery(await searchParams);
  const place = query.mailbox ? await mailboxInReach(reach, query.mailbox) : null;
  const [read, mailboxes, unknown, t] = await Promise.all([
    place ? aboutMailbox(place) : null,
    listMailboxChoices(reach, MOST_CHOICES),
    may(actor.role, 'error_code.see_unknown') ? listUnknownCodes(UNKNOWN_SHOWN) : null,
    getTranslations('catalogue'),
  ]);
  const about = read ?? NOBODY;
  // One that is not there, or not theirs, is as none.
  const chosen =
    place && read
      ? { id: place.mailboxId, address: read.mailboxAddress, customerName: read.customerName }
      : null;
  const { codes, outcome } = query;
  const isAll = codes === null && outcome === null;
  return (
    <>
      <PageHeader
        title={t('title')}
        {...(isAll ? {} : { back: { href: errorsHref({ mailbox: chosen?.id }), label: t('all') } })}
      >
        <p className="max-w-prose">{t('help')}</p>
      </PageHeader>
      <div className="flex flex-col gap-5">
        <Panel flush>
          <div className="p-4">
            <SearchCodes mailbox={chosen?.id ?? null} />
          </div>
          <ChooseMailbox query={query} mailboxes={mailboxes} chosen={chosen} />
        </Panel>
        {codes ? <FoundCodes codes={codes} about={about} /> : null}
        {outcome ? (
          <OutcomePanel
            outcome={await wordEntry(outcome, about, codesOf(outcome)[0] ?? null)}
            codes={codesOf(outcome)}
          />
        ) : null}
        {isAll ? <CatalogueList mailbox={chosen?.id ?? null} /> : null}
        {isAll && unknown ? <UnknownCodes rows={unknown} /> : null}
      </div>
    </>
  );
}
