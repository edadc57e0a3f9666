import { cookies, headers } from 'next/headers';
import {
  chooseLanguage,
  chooseTimeZone,
  isTheme,
  type Language,
  PREFERENCE_COOKIES,
  type Shortcuts,
  type Theme,
} from './languages';

/** The language of this request: the cookie, else what the browser asks for, else English. */
export async function currentLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(PREFERENCE_COOKIES.language)?.value;
  return chooseLanguage(chosen, (await headers()).get('accept-language'));
}

/** The visitor's theme as their cookie says; `system` when they never chose. */
export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(PREFERENCE_COOKIES.theme)?.value;
  return isTheme(chosen) ? chosen : 'system';
}

/** Whether single keys do something for this visitor; they do until switched off. */
export async function currentShortcuts(): Promise<Shortcuts> {
  return (await cookies()).get(PREFERENCE_COOKIES.shortcuts)?.value === 'off' ? 'off' : 'on';
}

/** The visitor's time zone as their browser told by cookie; UTC on the very first page. */
export async function currentTimeZone(): Promise<string> {
  const told = (await cookies()).get(PREFERENCE_COOKIES.timeZone)?.value;
  return chooseTimeZone(told === undefined ? undefined : decodeURIComponentSafely(told));
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
