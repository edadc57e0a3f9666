'use server';

import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { isReachedByHttps } from '@/app/_gate/installation';
import { isLanguage, isTheme, type PREFERENCE_COOKIES, preferenceCookie } from './languages';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

async function keep(preference: keyof typeof PREFERENCE_COOKIES, value: string): Promise<void> {
  const secure = isReachedByHttps();
  const attributes = { path: '/', sameSite: 'lax', secure, maxAge: YEAR_SECONDS } as const;
  (await cookies()).set(preferenceCookie(preference, secure), value, attributes);
  revalidatePath('/', 'layout');
}

/**
 * Remembers the language of the form field `language` in this browser for a year. Open to everybody, signed in or not:
 * it changes nothing but the visitor's own cookie. A value that is no language changes nothing.
 */
export async function setLanguage(form: FormData): Promise<void> {
  const language = form.get('language');
  if (!isLanguage(language)) return;
  await keep('language', language);
}

/** Remembers the theme of the form field `theme` in this browser for a year. Open to everybody, as {@link setLanguage}. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = form.get('theme');
  if (!isTheme(theme)) return;
  await keep('theme', theme);
}

/** Remembers by the form field `shortcuts` whether single keys do something in this browser. Open to everybody. */
export async function setShortcuts(form: FormData): Promise<void> {
  const shortcuts = form.get('shortcuts');
  if (shortcuts !== 'on' && shortcuts !== 'off') return;
  await keep('shortcuts', shortcuts);
}
