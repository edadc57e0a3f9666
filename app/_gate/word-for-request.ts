import type { NextRequest } from 'next/server';
import { createTranslator } from 'next-intl';
import { FORMATS } from '@/app/_words/formats';
import { chooseLanguage, chooseTimeZone, FORMAT_TAGS, PREFERENCE_COOKIES } from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';
import type { ActionFailureCode } from './wording';

/**
 * A refusal as one text, in the language and the time zone that the request asks for. For route handlers, whose answer
 * stands on no page.
 */
export function wordForRequest(
  { cookies, headers }: NextRequest,
  code: ActionFailureCode,
  facts: Readonly<Record<string, string | number | Date>>,
): { readonly text: string; readonly language: string } {
  const language = chooseLanguage(
    cookies.get(PREFERENCE_COOKIES.language)?.value,
    headers.get('accept-language'),
  );
  const t = createTranslator({
    locale: FORMAT_TAGS[language],
    messages: WORDS[language],
    namespace: 'errors.refused',
    formats: FORMATS,
    timeZone: chooseTimeZone(cookies.get(PREFERENCE_COOKIES.timeZone)?.value),
  });
  return { text: `${t(`${code}.title`, facts)}\n${t(`${code}.advice`, facts)}\n`, language };
}
