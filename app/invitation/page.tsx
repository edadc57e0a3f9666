import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentLanguage } from '@/app/_words/preferences';
import { Doorway } from '@/app/sign-in/doorway';
import { findInvitation } from '@/lib/staff/reads';
import { JoinForm } from './join-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.join'))('title') };
}

/** Where an invitation's link leads. Looking at it uses nothing up. */
export default async function InvitationPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  const invitation = typeof token === 'string' ? await findInvitation(token, new Date()) : null;
  if (typeof token !== 'string' || !invitation) notFound();
  const { name, email, role } = invitation;
  const t = await getTranslations('auth.join');
  return (
    <Doorway title={t('title')} language={await currentLanguage()}>
      <JoinForm token={token} name={name} email={email} role={role} />
    </Doorway>
  );
}
