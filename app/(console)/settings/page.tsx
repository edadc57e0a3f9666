import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { Fact, Facts } from '@/app/_ui/facts';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { LanguageSwitch } from '@/app/_words/language-switch';
import { currentLanguage, currentShortcuts, currentTheme } from '@/app/_words/preferences';
import { may } from '@/lib/staff/deeds';
import type { Actor } from '@/lib/staff/staff';
import { InstallationFacts } from './installation-facts';
import { ShortcutList } from './shortcut-list';
import { ThemeSwitch } from './theme-switch';
import { VaultKeys } from './vault-keys';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

/** Who one is here, how the console looks and speaks in this browser, and facts about the installation. */
export default async function SettingsPage() {
  const { actor } = await requireDeed('settings.see');
  const t = await getTranslations('settings');
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex max-w-2xl flex-col gap-5">
        <You actor={actor} />
        <Panel title={t('display.title')} description={t('display.help')}>
          <div className="flex flex-col gap-4">
            <LanguageSwitch current={await currentLanguage()} help={t('language.help')} />
            <ThemeSwitch current={await currentTheme()} />
          </div>
        </Panel>
        <ShortcutList current={await currentShortcuts()} />
        <Panel title={t('installation.title')} description={t('installation.help')}>
          <InstallationFacts />
        </Panel>
        {may(actor.role, 'keys.rewrap') ? <VaultKeys /> : null}
      </div>
    </>
  );
}

function You({ actor }: { actor: Actor }) {
  const t = useTranslations('settings.you');
  const roles = useTranslations('shell.roles');
  return (
    <Panel title={t('title')}>
      <Facts>
        <Fact name={t('name')}>{actor.name}</Fact>
        <Fact name={t('email')}>{actor.email}</Fact>
        <Fact name={t('role')}>{roles(actor.role)}</Fact>
      </Facts>
    </Panel>
  );
}
