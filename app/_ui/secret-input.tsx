'use client';

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import { buttonClasses } from './button';
import { classNames } from './class-names';
import { Field, type FieldWords } from './field';
import { useHydrated } from './use-hydrated';

type Props = FieldWords &
  Omit<
    ComponentProps<'input'>,
    'id' | 'type' | 'value' | 'defaultValue' | 'placeholder' | 'spellCheck' | 'autoCapitalize'
  > & {
    after?: ReactNode;
    /** The text of the button that shows what was typed, and of the one that hides it again. */
    showLabel: string;
    hideLabel: string;
  };

/**
 * A labelled field for a secret. What is typed lives in the browser's field alone: there is no `value` and no
 * `defaultValue`, so that it can reach neither React's state nor a page of ours. Its button shows it to whoever typed it.
 */
export function SecretInput({
  label,
  help,
  error,
  mark,
  fieldClassName,
  after,
  className,
  showLabel,
  hideLabel,
  // "off" is not honoured for passwords; "new-password" keeps a browser from filling in somebody's own.
  autoComplete = 'new-password',
  ...rest
}: Props) {
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // React empties the form after its action: what is typed next is hidden again.
    const form = place.current?.closest('form');
    const hide = () => setShown(false);
    form?.addEventListener('reset', hide);
    return () => form?.removeEventListener('reset', hide);
  }, []);
  return (
    <Field {...{ label, help, error, mark, fieldClassName, after }}>
      {(attributes) => (
        <span ref={place} className="relative block">
          <input
            {...rest}
            {...attributes}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            spellCheck={false}
            autoCapitalize="none"
            autoCorrect="off"
            // A password manager is not to keep a customer's secret under this site's name.
            data-1p-ignore={autoComplete === 'new-password' ? '' : undefined}
            data-lpignore={autoComplete === 'new-password' ? 'true' : undefined}
            data-bwignore={autoComplete === 'new-password' ? '' : undefined}
            className={classNames('control pr-18 font-mono text-small', className)}
          />
          <button
            type="button"
            disabled={!hydrated}
            aria-controls={attributes.id}
            onClick={() => setShown(!shown)}
            className={classNames(buttonClasses('ghost', 'small'), 'absolute top-1 right-1')}
          >
            {shown ? hideLabel : showLabel}
          </button>
        </span>
      )}
    </Field>
  );
}
