import type { NextRequest } from 'next/server';
import { createFormatter, createTranslator } from 'next-intl';
import { FORMATS } from '@/app/_words/formats';
import {
  chooseLanguage,
  chooseTimeZone,
  FORMAT_TAGS,
  type Language,
  PREFERENCE_COOKIES,
} from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';
import type { Speech } from './word-outcome';
import type { ActionFailureCode, ErrorWords } from './wording';

/** How a request wants to be spoken to. For route handlers, whose answer stands on no page. */
export interface RequestSpeech {
  readonly language: Language;
  readonly errors: ErrorWords;
  readonly outcomes: Speech;
}

/** The words in the language and the time zone that the request asks for. */
export function speechFor({ cookies, headers }: NextRequest): RequestSpeech {
  const language = chooseLanguage(
    cookies.get(PREFERENCE_COOKIES.language)?.value,
    headers.get('accept-language'),
  );
  const manner = {
    locale: FORMAT_TAGS[language],
    formats: FORMATS,
    timeZone: chooseTimeZone(cookies.get(PREFERENCE_COOKIES.timeZone)?.value),
  };
  const messages = WORDS[language];
  return {
    language,
    errors: createTranslator({ ...manner, messages, namespace: 'errors' }),
    outcomes: {
      t: createTranslator({ ...manner, messages, namespace: 'outcomes' }),
      format: createFormatter(manner),
    },
  };
}

/** Words that stand by themselves, and the language that they are in. */
export interface WordsForRequest {
  readonly text: string;
  readonly language: Language;
}

/** A refusal as one text, in the language and the time zone that the request asks for. */
export function wordForRequest(
  request: NextRequest,
  code: ActionFailureCode,
  facts: Readonly<Record<string, string | number | Date>>,
): WordsForRequest {
  const { errors: t, language } = speechFor(request);
  return { text: `${t(`refused.${code}.title`, facts)}\n${t(`refused.${code}.advice`, facts)}\n`, language };
}

/** The same of a failure that nobody expected, with the reference that finds its line in the log. */
export function wordSurprise(request: NextRequest, reference: string): WordsForRequest {
  const { text, language } = wordForRequest(request, 'unexpected', {});
  return { text: `${text}${speechFor(request).errors('reference.line', { reference })}\n`, language };
}
