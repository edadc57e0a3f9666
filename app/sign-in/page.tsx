import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentActor } from '@/app/_gate/actor';
import { identityProviderName } from '@/app/_gate/installation';
import { type Refusal, wordRefusal } from '@/app/_gate/wording';
import { Notice } from '@/app/_ui/notice';
import { currentLanguage } from '@/app/_words/preferences';
import { hasStaff } from '@/lib/staff/reads';
import { Doorway } from './doorway';
import { SignIn } from './sign-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') };
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Where everybody comes who has no session. Before the set-up it says what to do first; to whom the identity provider has
 * sent back in vain, why.
 */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  if (await currentActor()) redirect('/');
  const t = await getTranslations('auth.signIn');
  const refusal = await refusalOf(await searchParams);
  return (
    <Doorway title={t('title')} language={await currentLanguage()}>
      {(await hasStaff()) ? null : (
        <Notice kind="info" title={t('nobody')} className="mb-4">
          {t('nobodyHow')}
        </Notice>
      )}
      {refusal ? (
        <Notice kind="danger" title={refusal.title} className="mb-4">
          {refusal.advice}
        </Notice>
      ) : null}
      <SignIn provider={identityProviderName()} />
    </Doorway>
  );
}

/** What /api/auth/callback/oidc says; anything else in the address says nothing. */
async function refusalOf({ refused, until }: Query): Promise<Refusal | null> {
  switch (refused) {
    case 'oidc_unknown':
    case 'oidc_over':
    case 'oidc_failed':
      return wordRefusal(refused);
    case 'too_many_attempts': {
      const retryAt = new Date(String(until));
      return Number.isNaN(retryAt.getTime()) ? null : wordRefusal(refused, { retryAt });
    }
    default:
      return null;
  }
}
