import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { EntraReading } from '@/lib/registration/registration';

/** What Entra's list of secrets leaves open about the stored one; nothing when it was found there, or never read. */
export function UnmatchedSecret({ entra }: { entra: EntraReading | null }) {
  const t = useTranslations('mailbox.credential');
  const format = useFormatter();
  if (!entra || entra.match === 'found') return null;
  const { match, readAt, endsAt } = entra;
  const when = () => <RelativeTime at={readAt} />;
  const count = endsAt.length;
  // Two may end on one day.
  const days = format.list(new Set(endsAt.map((at) => format.dateTime(at, 'calendarDay'))));
  return (
    <Notice kind="warning" title={t(`${match}Title`, { count })}>
      <p className="text-small">
        {match === 'unclear' ? t.rich('unclear', { count, days, when }) : t.rich('absent', { when })}
      </p>
    </Notice>
  );
}
