import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Panel } from '@/app/_ui/panel';
import { SHORTCUTS, type Shortcuts } from '@/app/_words/languages';
import { PreferenceSelect } from '@/app/_words/preference-select';
import { setShortcuts } from '@/app/_words/set-preference';
import { PLACES } from '../places';

/** Which keys do what, and the switch that turns them off. */
export function ShortcutList({ current }: { current: Shortcuts }) {
  const t = useTranslations('settings.keyboard');
  const places = useTranslations('shell.navigation');
  const keys: { keys: readonly string[]; does: string }[] = [
    { keys: ['/'], does: t('search') },
    { keys: ['n'], does: t('new') },
    { keys: ['t'], does: t('test') },
    ...PLACES.map(({ name, key }) => ({ keys: ['g', key], does: t('go', { page: places(name) }) })),
  ];
  return (
    <Panel title={t('title')} description={t('help')}>
      <PreferenceSelect
        name="shortcuts"
        label={t('switch')}
        current={current}
        options={SHORTCUTS.map((value) => ({ value, text: t(value) }))}
        save={setShortcuts}
      />
      <dl className="mt-4 grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {keys.map(({ keys: pressed, does }) => (
          <div key={does} className="flex min-h-6 items-center gap-3">
            <dt className="flex w-14 shrink-0 gap-1">
              {pressed.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd className="text-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="min-w-6 rounded-md border border-line bg-sunken px-1.5 text-center font-mono text-tiny leading-5">
      {children}
    </kbd>
  );
}
