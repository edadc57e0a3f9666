import { CircleUser, LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { signOut } from '@/app/_gate/sign-out';
import { ButtonLink } from '@/app/_ui/button';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { Actor } from '@/lib/staff/staff';

/** Who is signed in, the way to what is theirs, and the way out. */
export function SignedIn({ actor }: { actor: Actor }) {
  const t = useTranslations('shell');
  return (
    <div className="flex flex-col gap-1 border-line border-t px-2.5 pt-3">
      <p className="min-w-0 text-small">
        <span className="sr-only">{t('signedInAs')}</span>
        <span className="block truncate font-medium" title={actor.name}>
          {actor.name}
        </span>
        <span className="block truncate text-muted" title={actor.email}>
          {actor.email}
        </span>
      </p>
      <div className="-ml-2.5 flex flex-wrap">
        <ButtonLink
          href="/profile"
          variant="ghost"
          size="small"
          icon={<CircleUser aria-hidden="true" />}
          className="text-muted hover:text-ink"
        >
          {t('profile')}
        </ButtonLink>
        <form action={signOut}>
          <SubmitButton
            variant="ghost"
            size="small"
            icon={<LogOut aria-hidden="true" />}
            className="text-muted hover:text-ink"
          >
            {t('signOut')}
          </SubmitButton>
        </form>
      </div>
    </div>
  );
}
