import { useTranslations } from 'next-intl';
import type { Action } from '@/app/_gate/action';
import { RelativeTime } from '@/app/_ui/relative-time';
import { StatusChip } from '@/app/_ui/status-chip';
import type { Device, SessionRow } from '@/lib/staff/session';
import type { StaffFailure } from '@/lib/staff/staff';
import { EndSessions } from './end-sessions';

/** Where somebody is signed in: device, times, and the buttons that end one session or all. */
export function SessionList({
  sessions,
  presentId,
  end,
  staffMemberId,
}: {
  sessions: readonly SessionRow[];
  /** The session in which the page is looked at. */
  presentId: string;
  end: Action<null, StaffFailure>;
  /** Whose they are, where they are somebody else's; of one's own the present one is not ended here. */
  staffMemberId?: string;
}) {
  const t = useTranslations('staff.sessions');
  const ending = { end, staffMemberId };
  const isOwn = staffMemberId === undefined;
  const endable = isOwn ? sessions.filter(({ id }) => id !== presentId) : sessions;
  if (sessions.length === 0) return <p className="p-4 text-muted">{t('none')}</p>;
  return (
    <>
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3 last:border-b-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <DeviceName device={session.device} />
                {session.id === presentId ? (
                  <StatusChip tone="green" icon="check">
                    {t('this')}
                  </StatusChip>
                ) : null}
              </p>
              <p className="text-muted text-small">
                {t.rich('times', {
                  at: () => <RelativeTime at={session.signedInAt} />,
                  seen: () => <RelativeTime at={session.lastSeenAt} />,
                })}
              </p>
            </div>
            {endable.includes(session) ? <EndSessions {...ending} sessionId={session.id} /> : null}
          </li>
        ))}
      </ul>
      {endable.length > 0 ? (
        <div className="border-line border-t px-4 py-3">
          <EndSessions {...ending} />
        </div>
      ) : null}
    </>
  );
}

function DeviceName({ device: { browser, system } }: { device: Device }) {
  const t = useTranslations('staff.sessions');
  return browser && system ? t('device', { browser, system }) : (browser ?? system ?? t('unknown'));
}
