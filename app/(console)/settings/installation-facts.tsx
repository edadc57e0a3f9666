import { useTranslations } from 'next-intl';
import { sandboxUrl } from '@/app/_gate/installation';
import { Code } from '@/app/_ui/code';
import { Fact, Facts } from '@/app/_ui/facts';
import type { StateIconName } from '@/app/_ui/state-icon';
import { StatusChip } from '@/app/_ui/status-chip';
import type { Tone } from '@/app/_ui/tone';
import { listVaultKeys, type VaultKeyRow } from '@/lib/registration/reads';
import { version } from '@/package.json';

/** What whoever runs this installation is asked for when something goes wrong. No secret and no key is among it. */
export async function InstallationFacts() {
  return <FactList vaultKeys={await listVaultKeys()} />;
}

function FactList({ vaultKeys }: { vaultKeys: readonly VaultKeyRow[] }) {
  const t = useTranslations('settings.installation');
  const sandbox = sandboxUrl();
  return (
    <Facts>
      <Fact name={t('version')}>
        <Code>{version}</Code>
      </Fact>
      <Fact name={t('sandbox')}>{sandbox ? <Code>{sandbox}</Code> : t('sandboxOff')}</Fact>
      <Fact name={t('vaultKeys')}>
        <ul className="flex flex-col gap-2">
          {vaultKeys.map((vaultKey) => (
            <VaultKey key={vaultKey.keyId} {...vaultKey} />
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}

const LOOKS: Record<VaultKeyRow['state'], { tone: Tone; icon: StateIconName }> = {
  usable: { tone: 'green', icon: 'check' },
  missing: { tone: 'red', icon: 'cross' },
  wrong: { tone: 'red', icon: 'alert' },
};

function VaultKey({ keyId, state, seals, secretCount }: VaultKeyRow) {
  const t = useTranslations('settings.installation');
  const facts = [seals ? t('vaultKeySeals') : null, t('vaultKeySecrets', { count: secretCount })];
  return (
    <li>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Code>{keyId}</Code>
        <StatusChip {...LOOKS[state]}>{t(`vaultKey.${state}`)}</StatusChip>
        <span className="text-muted">{facts.filter(Boolean).join(' · ')}</span>
      </p>
      {state === 'missing' ? <p>{t('vaultKeyMissing')}</p> : null}
      {state === 'wrong' ? <p>{t('vaultKeyWrong')}</p> : null}
    </li>
  );
}
