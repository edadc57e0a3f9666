/** The languages that the console speaks; each is a folder of words beside this file. The first is the default. */
export const LANGUAGES = ['en', 'zh-Hant'] as const;

/** One of {@link LANGUAGES}: the value of the `language` cookie and of `<html lang>`. */
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name for itself, which is never translated. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-Hant': '繁體中文' };

/** The tag that dates and numbers are formatted with. British English, because the product writes "16 Dec 2026". */
export const FORMAT_TAGS = { en: 'en-GB', 'zh-Hant': 'zh-Hant-TW' } as const satisfies Record<
  Language,
  string
>;

/** How the console may look; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** One of {@link THEMES}: the value of the `theme` cookie and of `<html data-theme>`. */
export type Theme = (typeof THEMES)[number];

/** The names of a visitor's preferences, kept in cookies. None of them is a secret or identifies anybody. */
export const PREFERENCE_COOKIES = {
  language: 'language',
  theme: 'theme',
  timeZone: 'time-zone',
  shortcuts: 'shortcuts',
} as const;

/** What such a cookie is called in the browser. Reached by HTTPS, no other host of the same domain can set it. */
export function preferenceCookie(preference: keyof typeof PREFERENCE_COOKIES, isHttps: boolean): string {
  return `${isHttps ? '__Host-' : ''}${PREFERENCE_COOKIES[preference]}`;
}

/** Whether single keys do something; they can be switched off for people whose device types by itself (WCAG 2.1.4). */
export const SHORTCUTS = ['on', 'off'] as const;

/** One of {@link SHORTCUTS}: the value of the `shortcuts` cookie. */
export type Shortcuts = (typeof SHORTCUTS)[number];

/** Is `value` a language that the console speaks? */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

/** Is `value` a theme? */
export function isTheme(value: unknown): value is Theme {
  return THEMES.includes(value as Theme);
}

/**
 * The language for a visitor: their choice if they made one, else the first language of the browser's list that the
 * console speaks (every kind of Chinese gets Traditional Chinese), else English. The weights (`q=`) decide the order.
 */
export function chooseLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    if (/^zh(-|$)/.test(tag)) return 'zh-Hant';
    if (/^en(-|$)/.test(tag)) return 'en';
  }
  return 'en';
}

/** `value` if it names a time zone that this runtime knows, such as "Asia/Taipei"; else "UTC". */
export function chooseTimeZone(value: string | undefined): string {
  if (value === undefined || value.length > 64) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
