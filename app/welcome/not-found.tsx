import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/_ui/button';
import { MessagePage } from '@/app/message-page';

/** The answer to the set-up address when it is not open to whoever asks. A wrong token and a closed set-up look alike. */
export default function SetUpClosed() {
  const t = useTranslations('auth.closed');
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
