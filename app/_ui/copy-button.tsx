'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { buttonClasses } from './button';
import { classNames } from './class-names';

/**
 * Copies `value`. An icon with its name in hidden text, or with `labelShown` a button that says it.
 * Where the browser refuses (no permission, plain http from another machine) it says `failedLabel`.
 */
export function CopyButton({
  value,
  label,
  copiedLabel,
  failedLabel,
  labelShown = false,
  className,
}: {
  value: string;
  label: string;
  copiedLabel: string;
  failedLabel: string;
  labelShown?: boolean;
  className?: string;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 3000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    // navigator.clipboard is missing where the page is not in a secure context.
    Promise.resolve(navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <>
      <button
        type="button"
        onClick={copy}
        title={label}
        className={classNames(
          buttonClasses(labelShown ? 'secondary' : 'ghost', 'small'),
          !labelShown && 'min-w-7 px-0 text-muted hover:text-ink',
          className,
        )}
      >
        <Icon aria-hidden="true" />
        <span className={labelShown ? undefined : 'sr-only'}>{label}</span>
      </button>
      <span role="status" className={state === 'failed' ? 'text-red text-small' : 'sr-only'}>
        {state === 'copied' ? copiedLabel : state === 'failed' ? failedLabel : ''}
      </span>
    </>
  );
}
