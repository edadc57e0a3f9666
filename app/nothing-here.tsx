import { useTranslations } from 'next-intl';
import { ButtonLink } from './_ui/button';
import { MessagePage } from './message-page';

/** What stands at an address that leads to nothing, or to nothing that this person may see: the two look alike. */
export function NothingHere() {
  const t = useTranslations('errors.notFound');
  return (
    <MessagePage
      title={t('title')}
      action={
        <ButtonLink href="/" variant="primary">
          {t('back')}
        </ButtonLink>
      }
    >
      <p>{t('text')}</p>
    </MessagePage>
  );
}
