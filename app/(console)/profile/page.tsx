import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSignedIn } from '@/app/_gate/actor';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { PasskeysPanel } from './passkeys-panel';
import { SecondFactorPanel } from './second-factor-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factor'))('title') };
}

/** How one signs in here; also the one page for whoever has to set up a second factor first. */
export default async function ProfilePage() {
  const actor = await requireSignedIn();
  const t = await getTranslations('factor');
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex max-w-2xl flex-col gap-5">
        {actor.secondFactorNeeded ? (
          <Notice kind="warning" title={t('needed.title')}>
            {t('needed.text')}
          </Notice>
        ) : null}
        <SecondFactorPanel actor={actor} />
        {actor.secondFactorNeeded ? null : <PasskeysPanel actor={actor} />}
      </div>
    </>
  );
}
