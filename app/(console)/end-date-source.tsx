import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { CredentialFacts } from '@/lib/registration/registration';

/**
 * Where the day a credential expires is known from: "read from Entra · checked 3 minutes ago", "entered by Lin", or "from
 * the certificate".
 */
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
  if (expiresFrom === 'certificate')
    return <span className="text-muted text-small">{t('fromCertificate')}</span>;
  if (!expiresByName) return null;
  return <span className="text-muted text-small">{t('enteredBy', { name: expiresByName })}</span>;
}
