import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Field, type FieldWords } from './field';

/** A labelled choice: the browser's own select, which every phone and screen reader knows. Children are `<option>`s. */
export function Select({
  label,
  help,
  error,
  mark,
  fieldClassName,
  after,
  className,
  children,
  ...rest
}: FieldWords & Omit<ComponentProps<'select'>, 'id' | 'multiple'> & { after?: ReactNode }) {
  return (
    <Field {...{ label, help, error, mark, fieldClassName, after }}>
      {(attributes) => (
        <span className="relative block">
          <select
            // React resets a form after its action, but does not apply a changed defaultValue to a select that is
            // there already (facebook/react#30580): a new default makes a new select.
            key={rest.defaultValue === undefined ? undefined : String(rest.defaultValue)}
            {...rest}
            {...attributes}
            className={classNames('control appearance-none truncate pr-8', className)}
          >
            {children}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
          />
        </span>
      )}
    </Field>
  );
}
