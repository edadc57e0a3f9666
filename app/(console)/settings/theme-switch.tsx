import { useTranslations } from 'next-intl';
import { THEMES, type Theme } from '@/app/_words/languages';
import { PreferenceSelect } from '@/app/_words/preference-select';
import { setTheme } from '@/app/_words/set-preference';

/** Light, dark, or like the device. */
export function ThemeSwitch({ current }: { current: Theme }) {
  const t = useTranslations('settings.appearance');
  return (
    <PreferenceSelect
      name="theme"
      label={t('title')}
      current={current}
      options={THEMES.map((value) => ({ value, text: t(value) }))}
      save={setTheme}
    />
  );
}
