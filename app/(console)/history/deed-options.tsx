import { useTranslations } from 'next-intl';
import { AUDIT_DEEDS, DEED_GROUPS, groupOf } from '@/lib/audit/audit';
import { deedArguments, deedKey } from './deed-arguments';

/** Stands for whoever and whatever a sentence leaves open. */
const ANY = { actorName: '…', subject: '…', details: { version: '…', recipient: '…' } };

/** Every deed as an option of a select, by its sentence, below its group, which is an option too. */
export function DeedOptions() {
  const t = useTranslations('history');
  const sentences = useTranslations('history.deeds');
  return DEED_GROUPS.map((group) => (
    <optgroup key={group} label={t(`groups.${group}`)}>
      <option value={group}>{t('filters.all', { group: t(`groups.${group}`) })}</option>
      {AUDIT_DEEDS.filter((deed) => groupOf(deed) === group).map((deed) => (
        <option key={deed} value={deed}>
          {sentences.markup(deedKey(deed), { ...deedArguments(ANY), id: (chunks) => chunks })}
        </option>
      ))}
    </optgroup>
  ));
}
