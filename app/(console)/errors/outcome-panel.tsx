import { useTranslations } from 'next-intl';
import type { WordedOutcome } from '@/app/_gate/word-outcome';
import { Details } from '@/app/_ui/details';
import { Fact, Facts } from '@/app/_ui/facts';
import { Panel } from '@/app/_ui/panel';
import { OutcomeDetails } from '../mailboxes/outcome-details';
import { RawCodes } from './raw-codes';

/**
 * One outcome with everything that is said of it.
 * @param codes the codes that it stands for, or those that were looked up
 * @param folded not the first of several: what is said of it opens under a line
 */
export function OutcomePanel({
  outcome,
  codes,
  folded = false,
}: {
  outcome: WordedOutcome;
  codes: readonly string[];
  folded?: boolean;
}) {
  const t = useTranslations('catalogue');
  const said = <OutcomeDetails outcome={{ ...outcome, more: null, raw: null, lookup: null }} />;
  return (
    <Panel title={outcome.title}>
      <div className="flex flex-col gap-3">
        {codes.length > 0 ? (
          <Facts>
            <Fact name={t('codes')}>
              <RawCodes codes={codes} />
            </Fact>
          </Facts>
        ) : null}
        {folded ? <Details summary={t('open')}>{said}</Details> : said}
      </div>
    </Panel>
  );
}
