import { getTranslations } from 'next-intl/server';
import { Panel } from '@/app/_ui/panel';
import { readFactors } from '@/lib/staff/reads';
import { ResetFactors } from './reset-factors';

/** What somebody signs in with, and the way back for who has lost it. `own`: one's own is changed on the profile. */
export async function FactorsPanel({
  staffMemberId,
  name,
  own,
}: {
  staffMemberId: string;
  name: string;
  own: boolean;
}) {
  const t = await getTranslations('factor.member');
  const { password, secondFactor, passkeys, linked } = await readFactors(staffMemberId);
  const ways = [
    password ? t(secondFactor ? 'passwordAndCode' : 'password') : null,
    passkeys > 0 ? t('passkeys', { count: passkeys }) : null,
    linked ? t('linked') : null,
  ].filter(Boolean);
  return (
    <Panel id="factors" title={t('title')}>
      <div className="flex flex-col items-start gap-4">
        {ways.length === 0 ? (
          <p className="text-muted">{t('none')}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {ways.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        )}
        {own ? (
          <p className="text-muted text-small">{t('own')}</p>
        ) : secondFactor || passkeys > 0 || linked ? (
          <ResetFactors staffMemberId={staffMemberId} name={name} />
        ) : null}
      </div>
    </Panel>
  );
}
