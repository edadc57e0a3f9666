import { useTranslations } from 'next-intl';
import { Code } from '@/app/_ui/code';
import { Notice } from '@/app/_ui/notice';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { StateIconName } from '@/app/_ui/state-icon';
import { StatusChip } from '@/app/_ui/status-chip';
import type { Tone } from '@/app/_ui/tone';
import { listVaultKeys, type RewrapState, readRewrapState, type VaultKeyRow } from '@/lib/vault-key/reads';
import { RewrapForm } from './rewrap-form';

/** The keys that seal customers' secrets, and how far the secrets are under the one that seals now. No key is among it. */
export async function VaultKeys() {
  const [keys, state] = await Promise.all([listVaultKeys(), readRewrapState()]);
  return <VaultKeyPanel keys={keys} state={state} />;
}

function VaultKeyPanel({ keys, state }: { keys: readonly VaultKeyRow[]; state: RewrapState }) {
  const t = useTranslations('settings.keys');
  const { fault, secrets, left } = state;
  return (
    <Panel id="keys" title={t('title')} description={t('help')}>
      <div className="flex flex-col gap-4">
        {fault ? (
          <Notice kind="danger" title={t('fault.title')}>
            <p>{t(`fault.${fault.code}`, { path: fault.path })}</p>
            <p>{t('fault.kept')}</p>
          </Notice>
        ) : null}
        <ul className="flex flex-col gap-2">
          {keys.map((key) => (
            <VaultKey key={key.keyId} {...key} />
          ))}
        </ul>
        <RewrapForm secrets={secrets} left={left} />
        <LastRun last={state.last} />
      </div>
    </Panel>
  );
}

const LOOKS: Record<VaultKeyRow['state'], { tone: Tone; icon: StateIconName }> = {
  usable: { tone: 'green', icon: 'check' },
  missing: { tone: 'red', icon: 'cross' },
  incomplete: { tone: 'red', icon: 'alert' },
  wrong: { tone: 'red', icon: 'alert' },
};

function VaultKey({ keyId, state, isKeyOf, seals, secretCount }: VaultKeyRow) {
  const t = useTranslations('settings.keys');
  const facts = [seals ? t('seals') : null, t('secrets', { count: secretCount })];
  return (
    <li>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Code>{keyId}</Code>
        <StatusChip {...LOOKS[state]}>{t(`state.${state}`)}</StatusChip>
        <span className="text-muted">{facts.filter(Boolean).join(' · ')}</span>
      </p>
      {isKeyOf ? <p>{t('advice.exchanged', { keyId: isKeyOf })}</p> : null}
      {state === 'usable' || isKeyOf ? null : <p>{t(`advice.${state}`)}</p>}
    </li>
  );
}

function LastRun({ last }: { last: RewrapState['last'] }) {
  const t = useTranslations('settings.keys');
  if (!last) return null;
  return (
    <div className="flex flex-col gap-1 text-muted text-small">
      <p>
        {t('last', { actor: last.actorName, count: last.rewrapped })} · <RelativeTime at={last.at} />
      </p>
      {last.refused > 0 ? (
        <p>
          {t('refused', { count: last.refused })} <Code>npm run keys -- verify</Code>
        </p>
      ) : null}
    </div>
  );
}
