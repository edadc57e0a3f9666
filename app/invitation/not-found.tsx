import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/_ui/button';
import { MessagePage } from '@/app/message-page';

/** The answer to an invitation that is not open. Used, withdrawn, over and made up look alike. */
export default function InvitationClosed() {
  const t = useTranslations('auth.invitationClosed');
  return (
    <main>
      <MessagePage
        title={t('title')}
        action={
          <ButtonLink href="/sign-in" variant="primary">
            {t('signIn')}
          </ButtonLink>
        }
      >
        <p>{t('text')}</p>
      </MessagePage>
    </main>
  );
}
