import { cookies, headers } from 'next/headers';
import { isReachedByHttps } from '@/app/_gate/installation';
import {
  chooseLanguage,
  chooseTimeZone,
  isTheme,
  type Language,
  type PREFERENCE_COOKIES,
  preferenceCookie,
  type Shortcuts,
  type Theme,
} from './languages';

async function kept(preference: keyof typeof PREFERENCE_COOKIES): Promise<string | undefined> {
  return (await cookies()).get(preferenceCookie(preference, isReachedByHttps()))?.value;
}

/** The language of this request: the cookie, else what the browser asks for, else English. */
export async function currentLanguage(): Promise<Language> {
  const chosen = await kept('language');
  return chooseLanguage(chosen, (await headers()).get('accept-language'));
}

/** The visitor's theme as their cookie says; `system` when they never chose. */
export async function currentTheme(): Promise<Theme> {
  const chosen = await kept('theme');
  return isTheme(chosen) ? chosen : 'system';
}

/** Whether single keys do something for this visitor; they do until switched off. */
export async function currentShortcuts(): Promise<Shortcuts> {
  return (await kept('shortcuts')) === 'off' ? 'off' : 'on';
}

/** The visitor's time zone as their browser told by cookie; UTC on the very first page. */
export async function currentTimeZone(): Promise<string> {
  const told = await kept('timeZone');
  return chooseTimeZone(told === undefined ? undefined : decodeURIComponentSafely(told));
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
