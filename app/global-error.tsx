'use client';

import { useSyncExternalStore } from 'react';
import english from './_words/en/errors.json';
import { chooseLanguage, type Language, preferenceCookie } from './_words/languages';
import chinese from './_words/zh-Hant/errors.json';
import { Failed, type FailedWords } from './failed';
import type { ErrorPageProps } from './failed-in-place';
import './globals.css';

const words = {
  en: { ...english.failed, reference: english.reference },
  'zh-Hant': { ...chinese.failed, reference: chinese.reference },
} satisfies Record<Language, FailedWords>;

const languageHere = () => {
  const name = preferenceCookie('language', location.protocol === 'https:');
  const entry = document.cookie.split('; ').find((text) => text.startsWith(`${name}=`));
  return chooseLanguage(entry?.split('=')[1], navigator.languages.join(','));
};

/** A fault in the root layout itself. It takes the whole document's place, so nothing that the layout gives is here. */
export default function GlobalError({ error, retry }: ErrorPageProps) {
  const language = useSyncExternalStore(
    () => () => {},
    languageHere,
    () => 'en' as const,
  );
  return (
    <html lang={language}>
      <head>
        <title>{words[language].title}</title>
      </head>
      <body>
        <main>
          <Failed words={words[language]} digest={error.digest} retry={retry} />
        </main>
      </body>
    </html>
  );
}
