import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Field, type FieldWords } from './field';

/** A labelled field for text of several lines. */
export function TextArea({
  label,
  help,
  error,
  mark,
  fieldClassName,
  after,
  className,
  rows = 3,
  ...rest
}: FieldWords & Omit<ComponentProps<'textarea'>, 'id'> & { after?: ReactNode }) {
  return (
    <Field {...{ label, help, error, mark, fieldClassName, after }}>
      {(attributes) => (
        <textarea {...rest} {...attributes} rows={rows} className={classNames('control py-1.5', className)} />
      )}
    </Field>
  );
}
