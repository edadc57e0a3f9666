import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireSignedIn } from '@/app/_gate/actor';
import { MarkDocument } from '@/app/_gate/forget-document';
import { sandboxUrl } from '@/app/_gate/installation';
import { currentShortcuts } from '@/app/_words/preferences';
import { NavigationLinks } from './navigation-links';
import { SandboxStrip } from './sandbox-strip';
import { ShortcutKeys } from './shortcut-keys';
import { SideBar } from './side-bar';
import { SignedIn } from './signed-in';

/** The frame of every page behind the sign-in. The lock is the `requireActor` of each page; each action asks again. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireSignedIn();
  const t = await getTranslations('shell');
  const sandbox = sandboxUrl();
  return (
    <div className="md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <MarkDocument />
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t('skip')}
      </a>
      <SideBar words={{ product: t('product'), menu: t('menu'), close: t('close') }}>
        <NavigationLinks />
        <SignedIn actor={actor} />
      </SideBar>
      <div className="min-w-0">
        {sandbox ? <SandboxStrip url={sandbox} /> : null}
        <main id="content" tabIndex={-1} className="mx-auto max-w-[1120px] px-4 py-6 md:px-8">
          {children}
        </main>
      </div>
      {(await currentShortcuts()) === 'on' ? <ShortcutKeys /> : null}
    </div>
  );
}
