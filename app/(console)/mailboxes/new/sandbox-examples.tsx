'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Select } from '@/app/_ui/select';

/** One outcome that the sandbox can show, as it tells it under `/sandbox/scenarios`. */
export interface SandboxExample {
  readonly id: string;
  readonly name: string;
  readonly expected: string;
  readonly values: Readonly<Record<string, string | null>>;
}

/**
 * "Try with the sandbox": a choice of outcomes, which the browser itself asks the sandbox for. Their made-up secrets go
 * from the sandbox into the form's fields and pass neither through our server nor through React's state.
 */
export function SandboxExamples({
  url,
  onChoose,
}: {
  url: string;
  onChoose: (example: SandboxExample) => void;
}) {
  const t = useTranslations('mailboxes.sandbox');
  const examples = useRef<readonly SandboxExample[]>([]);
  const [offered, setOffered] = useState<readonly Pick<SandboxExample, 'id' | 'name'>[] | null>(null);
  const [silent, setSilent] = useState(false);
  const [expected, setExpected] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    fetch(`${url}/sandbox/scenarios`, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error('refused'))))
      .then((told: SandboxExample[]) => {
        examples.current = told;
        setOffered(told.map(({ id, name }) => ({ id, name })));
      })
      .catch(() => {
        if (!stop.signal.aborted) setSilent(true);
      });
    return () => stop.abort();
  }, [url]);
  return (
    <div className="rounded-md border border-edge border-dashed p-3">
      <Select
        label={t('label')}
        disabled={offered === null}
        help={silent ? t('silent') : expected ? <span lang="en">{expected}</span> : t('help')}
        defaultValue=""
        onChange={(event) => {
          const example = examples.current.find(({ id }) => id === event.currentTarget.value);
          setExpected(example?.expected ?? '');
          if (example) onChoose(example);
        }}
      >
        <option value="">{t('choose')}</option>
        {offered?.map(({ id, name }) => (
          <option key={id} value={id} lang="en">
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** Puts an example's values into the fields of the form, as if somebody had typed them. */
export function fillIn(form: HTMLFormElement, { values }: SandboxExample): void {
  for (const [name, value] of Object.entries({ ...values, cloud: 'sandbox' })) {
    const control = form.elements.namedItem(name);
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue;
    control.value = value ?? '';
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
