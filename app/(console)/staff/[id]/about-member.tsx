import { useFormatter, useTranslations } from 'next-intl';
import { Fact, Facts } from '@/app/_ui/facts';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { StaffRow } from '@/lib/staff/staff';

/** Who a staff member is, since when, and when they were last here. */
export function AboutMember({ member }: { member: StaffRow }) {
  const t = useTranslations('staff');
  const format = useFormatter();
  const { email, createdAt, lastSeenAt } = member;
  return (
    <Panel title={t('about.title')}>
      <Facts>
        <Fact name={t('about.email')}>
          <span translate="no">{email}</span>
        </Fact>
        <Fact name={t('about.since')}>
          <time dateTime={createdAt.toISOString()}>{format.dateTime(createdAt, 'day')}</time>
        </Fact>
        <Fact name={t('about.seen')}>
          {lastSeenAt ? <RelativeTime at={lastSeenAt} withAbsolute /> : t('never')}
        </Fact>
      </Facts>
    </Panel>
  );
}
