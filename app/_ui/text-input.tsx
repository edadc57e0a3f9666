import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Field, type FieldWords } from './field';

/** A labelled one-line text field. `mono` for ids and addresses, which are read character by character. */
export function TextInput({
  label,
  help,
  error,
  mark,
  fieldClassName,
  after,
  mono = false,
  className,
  type = 'text',
  ...rest
}: FieldWords & Omit<ComponentProps<'input'>, 'id'> & { after?: ReactNode; mono?: boolean }) {
  return (
    <Field {...{ label, help, error, mark, fieldClassName, after }}>
      {(attributes) => (
        <input
          spellCheck={mono ? false : undefined}
          autoCapitalize={mono ? 'none' : undefined}
          autoComplete={mono ? 'off' : undefined}
          {...rest}
          {...attributes}
          type={type}
          className={classNames('control', mono && 'font-mono text-small', className)}
        />
      )}
    </Field>
  );
}
