import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentLanguage } from '@/app/_words/preferences';
import { Doorway } from '@/app/sign-in/doorway';
import { isSetUpOpen } from '@/lib/staff/reads';
import { FirstAdminForm } from './first-admin-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.welcome'))('title') };
}

/** The set-up of the first admin, for whoever holds the token that `npm start` printed, as long as there is no staff. */
export default async function WelcomePage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || !(await isSetUpOpen(token))) notFound();
  const t = await getTranslations('auth.welcome');
  return (
    <Doorway title={t('title')} language={await currentLanguage()}>
      <FirstAdminForm token={token} />
    </Doorway>
  );
}
