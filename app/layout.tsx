import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isReachedByHttps } from './_gate/installation';
import { clientWords } from './_words/client-words';
import { currentLanguage, currentTheme, currentTimeZone } from './_words/preferences';
import { TellTimeZone } from './_words/tell-time-zone';
import { WORDS } from './_words/words';
import './globals.css';

/** A page gives its own title; ` · Posthouse` is put behind it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    robots: { index: false, follow: false },
  };
}

/** The document: language and theme are known on the server, so the first paint is right. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, theme, timeZone] = await Promise.all([
    currentLanguage(),
    currentTheme(),
    currentTimeZone(),
  ]);
  return (
    <html lang={language} data-theme={theme}>
      <body>
        <NextIntlClientProvider messages={clientWords(WORDS[language])}>{children}</NextIntlClientProvider>
        <TellTimeZone shown={timeZone} isHttps={isReachedByHttps()} />
      </body>
    </html>
  );
}
