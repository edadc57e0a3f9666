import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentActor } from '@/app/_gate/actor';
import { Notice } from '@/app/_ui/notice';
import { currentLanguage } from '@/app/_words/preferences';
import { hasStaff } from '@/lib/staff/reads';
import { Doorway } from './doorway';
import { SignIn } from './sign-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') };
}

/** Where everybody comes who has no session. Before the set-up it says what to do first. */
export default async function SignInPage() {
  if (await currentActor()) redirect('/');
  const t = await getTranslations('auth.signIn');
  return (
    <Doorway title={t('title')} language={await currentLanguage()}>
      {(await hasStaff()) ? null : (
        <Notice kind="info" title={t('nobody')} className="mb-4">
          {t('nobodyHow')}
        </Notice>
      )}
      <SignIn />
    </Doorway>
  );
}
