'use client';

import { type ReactNode, useTransition } from 'react';
import { Select } from '@/app/_ui/select';
import { useHydrated } from '@/app/_ui/use-hydrated';

/**
 * A choice that is kept as soon as it is made: it sends a form with the one field `name` to `save`. Disabled until the
 * page's scripts run, since it does nothing before.
 */
export function PreferenceSelect({
  name,
  label,
  help,
  current,
  options,
  save,
}: {
  name: string;
  label: string;
  help?: ReactNode;
  current: string;
  options: readonly { value: string; text: string; lang?: string }[];
  save: (form: FormData) => Promise<void>;
}) {
  const hydrated = useHydrated();
  const [saving, startSaving] = useTransition();
  return (
    <Select
      label={label}
      help={help}
      name={name}
      defaultValue={current}
      disabled={!hydrated}
      aria-busy={saving}
      fieldClassName="max-w-sm"
      onChange={(event) => {
        const form = new FormData();
        form.set(name, event.target.value);
        startSaving(() => save(form));
      }}
    >
      {options.map(({ value, text, lang }) => (
        <option key={value} value={value} lang={lang}>
          {text}
        </option>
      ))}
    </Select>
  );
}
