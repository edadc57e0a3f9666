import { getTranslations } from 'next-intl/server';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { hasPassword, listPasskeys } from '@/lib/staff/reads';
import type { Actor } from '@/lib/staff/staff';
import { AddPasskey } from './add-passkey';
import { DeletePasskey } from './delete-passkey';

/** The passkeys of whoever looks: one line each, and the way to add one. */
export async function PasskeysPanel({ actor }: { actor: Actor }) {
  const t = await getTranslations('factor.passkeys');
  const passkeys = await listPasskeys(actor);
  const asksPassword = await hasPassword(actor.id);
  return (
    <Panel id="passkeys" title={t('title')} description={t('help')}>
      <div className="flex flex-col gap-4">
        {passkeys.length === 0 ? (
          <p className="text-muted">{t('none')}</p>
        ) : (
          <ul aria-label={t('caption')} className="flex flex-col divide-y divide-line">
            {passkeys.map(({ id, name, synced, createdAt, lastUsedAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3 first:pt-0"
              >
                <div className="min-w-0">
                  <p className="wrap-anywhere font-medium">{name}</p>
                  <p className="text-muted text-small">
                    {t('head.added')} <RelativeTime at={createdAt} />
                    {' · '}
                    {t('head.used')} {lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('never')}
                    {synced ? ` · ${t('synced')}` : null}
                  </p>
                </div>
                <DeletePasskey passkeyId={id} device={name} asksPassword={asksPassword} />
              </li>
            ))}
          </ul>
        )}
        <AddPasskey asksPassword={asksPassword} />
      </div>
    </Panel>
  );
}
