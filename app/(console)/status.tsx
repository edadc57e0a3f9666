import { useFormatter, useTranslations } from 'next-intl';
import type { StateIconName } from '@/app/_ui/state-icon';
import { StatusChip } from '@/app/_ui/status-chip';
import type { Tone } from '@/app/_ui/tone';
import type { MailboxStatus, StatusVerdict } from '@/lib/mailbox/mailbox';
import type { Expiry, SignsInWith } from '@/lib/registration/registration';

const LOOKS: Record<MailboxStatus, { tone: Tone; icon: StateIconName }> = {
  expired: { tone: 'red', icon: 'cross' },
  expires_soon: { tone: 'amber', icon: 'clock' },
  needs_attention: { tone: 'red', icon: 'alert' },
  not_verified: { tone: 'grey', icon: 'dashed' },
  waiting_for_customer: { tone: 'blue', icon: 'hourglass' },
  paused: { tone: 'grey', icon: 'pause' },
  working: { tone: 'green', icon: 'check' },
};

/** The status of a mailbox in one word, the same chip everywhere. */
export function MailboxStatusChip({ verdict }: { verdict: Pick<StatusVerdict, 'status'> }) {
  const t = useTranslations('status');
  return <StatusChip {...LOOKS[verdict.status]}>{t(verdict.status)}</StatusChip>;
}

const TOLD_BY_OUTCOME: ReadonlySet<string> = new Set<StatusVerdict['reason']>([
  'sign_in_refused',
  'last_proof_failed',
  'proof_open',
]);

/** Why a mailbox has its status, in one sentence. */
export function StatusReason({
  verdict,
}: {
  verdict: Pick<StatusVerdict, 'reason' | 'code' | 'expiry' | 'signsInWith'>;
}) {
  const t = useTranslations('status.reason');
  const outcomes = useTranslations('outcomes');
  const format = useFormatter();
  const { reason, code, expiry, signsInWith } = verdict;
  const title = `${code}.title` as Parameters<typeof outcomes>[0];
  if (TOLD_BY_OUTCOME.has(reason) && outcomes.has(title)) return outcomes(title);
  const known = expiry?.kind === 'known' ? expiry : null;
  return t(reason, {
    day: known ? format.dateTime(known.expiresOn, 'calendarDay') : '',
    days: known?.daysLeft ?? 0,
    // What Microsoft called expired may have been replaced since by the other kind.
    signsInWith: (reason === 'secret_refused_as_expired' ? kindOfExpired(code) : signsInWith) ?? 'secret',
  });
}

function kindOfExpired(code: StatusVerdict['code']): SignsInWith {
  return code === 'certificate_expired' ? 'certificate' : 'secret';
}

/**
 * When a credential expires, both ways: "in 23 days · 16 Dec 2026", "3 days ago · …", "Expiry unknown".
 * Null: there is no credential. Takes no `now`: the days left are part of the expiry.
 */
export function ExpiryText({ expiry }: { expiry: Expiry | null }) {
  const t = useTranslations('status.expiry');
  const format = useFormatter();
  if (!expiry) return <span className="text-muted">{t('none')}</span>;
  if (expiry.kind === 'unknown') return <span className="text-amber">{t('unknown')}</span>;
  const { daysLeft, expiresOn, warning } = expiry;
  const colour = warning === 'past' ? 'text-red' : warning ? 'text-amber' : undefined;
  const distance = daysLeft < 0 ? t('past', { days: -daysLeft }) : t('left', { days: daysLeft });
  return (
    <time
      dateTime={expiresOn.toISOString().slice(0, 10)}
      className={colour}
      // Browser and server may spell a month differently (ICU versions).
      suppressHydrationWarning
    >
      {distance} · {format.dateTime(expiresOn, 'calendarDay')}
    </time>
  );
}
