import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OUTCOMES, type WhoActs } from '@/app/_gate/outcome-wording';
import { Panel } from '@/app/_ui/panel';
import { codesOf } from '@/lib/error-code/explain-code';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { errorsHref } from './errors-href';
import { RawCodes } from './raw-codes';

/** In the order of the distance: whoever sits here first, Microsoft last. */
const GROUPS: readonly WhoActs[] = ['support', 'entra_admin', 'exchange_admin', 'us', 'microsoft'];

const outcomesFor = (who: WhoActs) =>
  (Object.keys(OUTCOMES) as OutcomeCode[]).filter((code) => OUTCOMES[code].who === who);

/** Every outcome of the catalogue by who acts, with the codes it stands for; each line leads to its page. */
export function CatalogueList({ mailbox }: { mailbox: string | null }) {
  const t = useTranslations('outcomes');
  const words = useTranslations('catalogue');
  return (
    <div className="flex flex-col gap-5">
      {GROUPS.map((who) => (
        <Panel
          key={who}
          id={who}
          flush
          title={t(`who.${who}`)}
          description={words('count', { count: outcomesFor(who).length })}
        >
          <ul className="divide-y divide-line">
            {outcomesFor(who).map((code) => (
              <li
                key={code}
                id={code}
                className="grid gap-x-6 gap-y-0.5 px-4 py-2.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
              >
                <Link href={errorsHref({ outcome: code, mailbox })} className="link wrap-anywhere self-start">
                  {t(`${code}.title`)}
                </Link>
                <RawCodes codes={codesOf(code)} />
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}
