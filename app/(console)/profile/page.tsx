import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { hasPassword, listSessions } from '@/lib/staff/reads';
import { SessionList } from '../staff/session-list';
import { endOwnSessions } from './actions';
import { ChangeName } from './change-name';
import { ChangePassword } from './change-password';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('profile'))('title') };
}

/** What everybody can look at and change about themselves: name, password, and where they are signed in. */
export default async function ProfilePage() {
  const { actor } = await requireDeed('profile.see');
  const [sessions, withPassword, t, staff] = await Promise.all([
    listSessions(actor.id, new Date()),
    hasPassword(actor.id),
    getTranslations('profile'),
    getTranslations('staff.sessions'),
  ]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex max-w-2xl flex-col gap-5">
        <Panel title={t('you.title')}>
          <ChangeName name={actor.name} email={actor.email} role={actor.role} />
        </Panel>
        <Panel title={t('password.title')}>
          {withPassword ? (
            <ChangePassword email={actor.email} />
          ) : (
            <p className="text-muted">{t('password.none')}</p>
          )}
        </Panel>
        <Panel flush title={staff('title')} description={t('sessions.help')}>
          <SessionList sessions={sessions} presentId={actor.session.id} end={endOwnSessions} />
        </Panel>
      </div>
    </>
  );
}
