import { useTranslations } from 'next-intl';
import { AUDIT_DEEDS, DEED_GROUPS, groupOf } from '@/lib/audit/audit';
import { deedKey } from './deed-arguments';

/** Every deed as an option of a select, by what one does, below its group, which is an option too. */
export function DeedOptions() {
  const t = useTranslations('history');
  return DEED_GROUPS.map((group) => (
    <optgroup key={group} label={t(`groups.${group}`)}>
      <option value={group}>{t('filters.all', { group: t(`groups.${group}`) })}</option>
      {AUDIT_DEEDS.filter((deed) => groupOf(deed) === group).map((deed) => (
        <option key={deed} value={deed}>
          {t(`acts.${deedKey(deed)}`)}
        </option>
      ))}
    </optgroup>
  ));
}
