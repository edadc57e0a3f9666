import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireDeed } from '@/app/_gate/place';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { hasPassword, listSessions } from '@/lib/staff/reads';
import { SessionList } from '../staff/session-list';
import { endOwnSessions } from './actions';
import { ChangeName } from './change-name';
import { ChangePassword } from './change-password';
import { PasskeysPanel } from './passkeys-panel';
import { SecondFactorPanel } from './second-factor-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('profile'))('title') };
}

/**
 * What everybody can look at and change about themselves: name, how they sign in, and where they are signed in. It is also
 * the one page for whoever has to set up a second factor first, and then shows that alone.
 */
export default async function ProfilePage() {
  const { actor } = await requireDeed('profile.see', { withoutSecondFactor: true });
  const [sessions, withPassword, t, staff, factor] = await Promise.all([
    listSessions(actor.id, new Date()),
    hasPassword(actor.id),
    getTranslations('profile'),
    getTranslations('staff.sessions'),
    getTranslations('factor.needed'),
  ]);
  const needed = actor.secondFactorNeeded;
  return (
    <>
      <PageHeader title={t('title')} />
      {/* The second factor's panel keeps its place, and with it the recovery codes that it shows when it is on. */}
      <div className="flex max-w-2xl flex-col gap-5">
        {needed ? (
          <Notice kind="warning" title={factor('title')}>
            {factor('text')}
          </Notice>
        ) : null}
        {needed ? null : (
          <Panel title={t('you.title')}>
            <ChangeName name={actor.name} email={actor.email} role={actor.role} />
          </Panel>
        )}
        {needed ? null : (
          <Panel title={t('password.title')}>
            {withPassword ? (
              <ChangePassword email={actor.email} />
            ) : (
              <p className="text-muted">{t('password.none')}</p>
            )}
          </Panel>
        )}
        <SecondFactorPanel actor={actor} />
        {needed ? null : <PasskeysPanel actor={actor} />}
        {needed ? null : (
          <Panel flush title={staff('title')} description={t('sessions.help')}>
            <SessionList sessions={sessions} presentId={actor.session.id} end={endOwnSessions} />
          </Panel>
        )}
      </div>
    </>
  );
}
