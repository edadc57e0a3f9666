import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Code } from '@/app/_ui/code';
import { Details } from '@/app/_ui/details';
import { Fact, Facts } from '@/app/_ui/facts';
import type { AuditRow } from '@/lib/audit/audit';

/** The sentence, and what changed folded under it. The sentence alone when it says it all. */
export function DeedDetails({ details, children }: { details: AuditRow['details']; children: ReactNode }) {
  const t = useTranslations('history');
  const names = useTranslations('history.details');
  const entries = Object.entries(details);
  if (entries.length === 0) return <p className="py-1 pl-5">{children}</p>;
  return (
    <Details summary={<span className="text-ink">{children}</span>}>
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
