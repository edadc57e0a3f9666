import { getTranslations } from 'next-intl/server';
import { Panel } from '@/app/_ui/panel';
import { StatusChip } from '@/app/_ui/status-chip';
import { countRecoveryCodes, hasPassword } from '@/lib/staff/reads';
import type { Actor } from '@/lib/staff/staff';
import { SecondFactor } from './second-factor';

/** The codes of an authenticator app as second factor of whoever looks: set up, renew the recovery codes, switch off. */
export async function SecondFactorPanel({ actor }: { actor: Actor }) {
  const t = await getTranslations('factor.codes');
  const { secondFactorOn: on } = actor;
  return (
    <Panel
      id="second-factor"
      title={t('title')}
      description={t('help')}
      actions={
        <StatusChip tone={on ? 'green' : 'grey'} icon={on ? 'check' : 'dashed'}>
          {t(on ? 'on' : 'off')}
        </StatusChip>
      }
    >
      <SecondFactor
        on={on}
        recoveryCodesLeft={await countRecoveryCodes(actor)}
        asksPassword={await hasPassword(actor.id)}
      />
    </Panel>
  );
}
