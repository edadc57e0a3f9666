import { getTranslations } from 'next-intl/server';
import type { About } from '@/app/_gate/word-outcome';
import { type WordedReport, wordReport } from '@/app/_gate/word-report';
import { Details } from '@/app/_ui/details';
import { DetailsOnceOpened } from '@/app/_ui/details-once-opened';
import { RelativeTime } from '@/app/_ui/relative-time';
import { StateIcon } from '@/app/_ui/state-icon';
import type { ConnectionTestRow } from '@/lib/mailbox/connection-test';
import { CHECK_LOOKS } from '../check-looks';
import { Ladder } from '../ladder';
import { aboutTest } from './about-mailbox';

/** The tests before the last one, each a line that opens to its report. */
export async function PastTests({ tests, about }: { tests: readonly ConnectionTestRow[]; about: About }) {
  const t = await getTranslations('mailbox.test');
  const worded = await Promise.all(
    tests.map(async (test) => ({ test, report: brief(await wordReport(test, aboutTest(about, test))) })),
  );
  return (
    <DetailsOnceOpened summary={`${t('past')} (${tests.length})`}>
      <ul className="flex flex-col divide-y divide-line">
        {worded.map(({ test, report }) => (
          <li key={test.id} className="py-1">
            <Details
              summary={
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
                  <span className="flex min-w-0 gap-2 text-ink">
                    <StateIcon {...lookOf(report)} className="mt-0.5" />
                    <span className="wrap-anywhere min-w-0">{report.sentence}</span>
                  </span>
                  <span>
                    <RelativeTime at={test.finishedAt} /> · {test.ranByName}
                  </span>
                </span>
              }
            >
              <Ladder report={report} pending={false} quiet />
            </Details>
          </li>
        ))}
      </ul>
    </DetailsOnceOpened>
  );
}

function lookOf({ verdict }: WordedReport) {
  const { icon, tone } = CHECK_LOOKS[verdict];
  return { name: icon, tone };
}

// An old report is looked at, not acted on: without the texts to send on, twenty of them stay a small page.
function brief(report: WordedReport): WordedReport {
  return { ...report, text: '', checks: report.checks.map((check) => ({ ...check, forward: null })) };
}
