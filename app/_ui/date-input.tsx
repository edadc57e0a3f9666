import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Field, type FieldWords } from './field';

/** A labelled day, as YYYY-MM-DD, with the browser's own calendar. */
export function DateInput({
  label,
  help,
  error,
  mark,
  fieldClassName,
  after,
  className,
  ...rest
}: FieldWords & Omit<ComponentProps<'input'>, 'id' | 'type'> & { after?: ReactNode }) {
  return (
    <Field {...{ label, help, error, mark, fieldClassName, after }}>
      {(attributes) => (
        <input {...rest} {...attributes} type="date" className={classNames('control', className)} />
      )}
    </Field>
  );
}
