import { useTranslations } from 'next-intl';
import { Code } from '@/app/_ui/code';
import { Details } from '@/app/_ui/details';
import { Fact, Facts } from '@/app/_ui/facts';
import type { AuditRow } from '@/lib/audit/audit';

/** What changed, folded. Nothing when the sentence says it all. */
export function DeedDetails({ details }: { details: AuditRow['details'] }) {
  const t = useTranslations('history');
  const names = useTranslations('history.details');
  const entries = Object.entries(details);
  if (entries.length === 0) return null;
  return (
    <Details summary={t('more')}>
      <Facts>
        {entries.map(([key, value]) => (
          <Fact key={key} name={names.has(key as 'name') ? names(key as 'name') : <Code>{key}</Code>}>
            {value === null || value === '' ? (
              t('nothing')
            ) : typeof value === 'boolean' ? (
              t(value ? 'yes' : 'no')
            ) : (
              <Code>{value}</Code>
            )}
          </Fact>
        ))}
      </Facts>
    </Details>
  );
}
