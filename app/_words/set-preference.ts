'use server';

import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { isLanguage, isTheme, PREFERENCE_COOKIES } from './languages';

const cookieOptions = { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 } as const;

/**
 * Remembers the language of the form field `language` in this browser for a year. Open to everybody, signed in or not:
 * it changes nothing but the visitor's own cookie. A value that is no language changes nothing.
 */
export async function setLanguage(form: FormData): Promise<void> {
  const language = form.get('language');
  if (!isLanguage(language)) return;
  (await cookies()).set(PREFERENCE_COOKIES.language, language, cookieOptions);
  revalidatePath('/', 'layout');
}

/** Remembers the theme of the form field `theme` in this browser for a year. Open to everybody, as {@link setLanguage}. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = form.get('theme');
  if (!isTheme(theme)) return;
  (await cookies()).set(PREFERENCE_COOKIES.theme, theme, cookieOptions);
  revalidatePath('/', 'layout');
}

/** Remembers by the form field `shortcuts` whether single keys do something in this browser. Open to everybody. */
export async function setShortcuts(form: FormData): Promise<void> {
  const shortcuts = form.get('shortcuts');
  if (shortcuts !== 'on' && shortcuts !== 'off') return;
  (await cookies()).set(PREFERENCE_COOKIES.shortcuts, shortcuts, cookieOptions);
  revalidatePath('/', 'layout');
}
