import { useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from './languages';
import { PreferenceSelect } from './preference-select';
import { setLanguage } from './set-preference';

/**
 * The language of the console, to be chosen also by somebody who is not signed in. Give it the present one:
 * `<LanguageSwitch current={await currentLanguage()} />`.
 */
export function LanguageSwitch({ current, help }: { current: Language; help?: string }) {
  const t = useTranslations('shell');
  return (
    <PreferenceSelect
      name="language"
      label={t('language')}
      help={help}
      current={current}
      options={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }))}
      save={setLanguage}
    />
  );
}
