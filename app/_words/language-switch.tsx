import { useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from './languages';
import { setLanguage } from './set-preference';

/**
 * The languages side by side, the present one marked. A form of plain buttons: it works before the page's scripts do.
 * Give it the present language: `<LanguageSwitch current={await currentLanguage()} />`.
 */
export function LanguageSwitch({ current }: { current: Language }) {
  const t = useTranslations('shell');
  return (
    <form action={setLanguage} className="flex items-center gap-1">
      <span className="sr-only">{t('language')}</span>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-current={language === current ? 'true' : undefined}
          className="min-h-7 rounded-md px-2 text-muted text-small hover:bg-hover hover:text-ink aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-ink"
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </form>
  );
}
