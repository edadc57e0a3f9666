import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { CredentialFacts } from '@/lib/registration/registration';

/** Where the day a secret expires is known from: "read from Entra · checked 3 minutes ago", or "entered by Lin". */
export function EndDateSource({
  credential: { expiresFrom, expiresByName, entra },
}: {
  credential: CredentialFacts;
}) {
  const t = useTranslations('mailbox.credential');
  if (expiresFrom === 'entra' && entra) {
    return (
      <span className="text-muted text-small">
        {t.rich('readFromEntra', { when: () => <RelativeTime at={entra.readAt} /> })}
      </span>
    );
  }
  if (!expiresByName) return null;
  return <span className="text-muted text-small">{t('enteredBy', { name: expiresByName })}</span>;
}
