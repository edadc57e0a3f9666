import { getTranslations } from 'next-intl/server';
import { errorLookup } from '@/app/_gate/outcome-wording';
import type { About } from '@/app/_gate/word-outcome';
import { wordEntry } from '@/app/_gate/word-report';
import { Code } from '@/app/_ui/code';
import { Fact, Facts } from '@/app/_ui/facts';
import { Notice } from '@/app/_ui/notice';
import { Panel } from '@/app/_ui/panel';
import { explainBounce, explainCode } from '@/lib/error-code/explain-code';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { NewTabLink } from '../mailboxes/outcome-details';
import { OutcomePanel } from './outcome-panel';

/** What the codes that were looked up mean, those that explain the most first, and which of them nobody here knows. */
export async function FoundCodes({ codes, about }: { codes: readonly string[]; about: About }) {
  const t = await getTranslations('catalogue');
  const labels = await getTranslations('outcomes.link');
  if (codes.length === 0) {
    return (
      <Notice kind="warning" title={t('search.nothing.title')}>
        <p>{t('search.nothing.text')}</p>
      </Notice>
    );
  }
  const found = byOutcome(codes);
  const entries = await Promise.all(
    [...found].map(async ([outcome, of]) => ({
      code: outcome,
      codes: of,
      outcome: await wordEntry(outcome, about, of[0] ?? null),
    })),
  );
  const rest = codes.filter((code) => explainCode(code).length === 0);
  const unknown = rest.filter((code) => explainBounce(code) === null);
  return (
    <div className="flex flex-col gap-4">
      <h2 className="sr-only">{t('results')}</h2>
      {entries.map((entry, at) => (
        <OutcomePanel key={entry.code} outcome={entry.outcome} codes={entry.codes} folded={at > 0} />
      ))}
      {rest.map((code) => {
        const bounce = explainBounce(code);
        return bounce ? (
          <Panel key={code} title={<span lang="en">{bounce.name}</span>}>
            <Facts>
              <Fact name={t('codes')}>
                <Code>{code}</Code>
              </Fact>
              <Fact name={t('bounce.whatIs')}>
                {bounce.ofSmtpAuth ? t('bounce.smtpAuth') : t('bounce.text')}
              </Fact>
              <Fact name={t('bounce.who')}>{t(`bounce.owner.${bounce.owner}`)}</Fact>
              {bounce.ofSmtpAuth ? <Fact name={t('bounce.whatToDo')}>{t('bounce.moveToGraph')}</Fact> : null}
            </Facts>
          </Panel>
        ) : null;
      })}
      {unknown.length > 0 ? (
        <Panel title={t('notKnown.title')}>
          <p className="mb-2 max-w-prose">{t('notKnown.text')}</p>
          <ul className="flex flex-col gap-1">
            {unknown.map((code) => {
              const href = errorLookup(code);
              return (
                <li key={code} className="flex flex-wrap gap-x-3">
                  <Code>{code}</Code>
                  {href ? <NewTabLink href={href} label={labels('error_lookup')} /> : null}
                </li>
              );
            })}
          </ul>
        </Panel>
      ) : null}
    </div>
  );
}

/** The outcomes in the order of the codes, each with the codes that led to it. */
function byOutcome(codes: readonly string[]): Map<OutcomeCode, string[]> {
  const found = new Map<OutcomeCode, string[]>();
  for (const code of codes) {
    for (const outcome of explainCode(code)) {
      found.set(outcome, [...(found.get(outcome) ?? []), code]);
    }
  }
  return found;
}
