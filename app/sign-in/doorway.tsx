import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ForgetDocument } from '@/app/_gate/forget-document';
import { Panel } from '@/app/_ui/panel';
import { LanguageSwitch } from '@/app/_words/language-switch';
import type { Language } from '@/app/_words/languages';

/** The frame of the pages before the console: whose house it is, the form, the language. */
export function Doorway({
  title,
  language,
  children,
}: {
  title: string;
  language: Language;
  children: ReactNode;
}) {
  const t = useTranslations('shell');
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <ForgetDocument />
      <div>
        <p className="font-semibold text-lead">{t('product')}</p>
        <p className="text-muted">{t('tagline')}</p>
      </div>
      <Panel>
        <h1 className="mb-4">{title}</h1>
        {children}
      </Panel>
      <footer>
        <LanguageSwitch current={language} />
      </footer>
    </main>
  );
}
