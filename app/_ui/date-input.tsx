'use client';

import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names';
import { Field, type FieldWords } from './field';

/** What a form sends for a day that was typed half, or that no calendar has. No schema takes it for a day. */
const UNFINISHED = 'unfinished';

/**
 * A labelled day, as YYYY-MM-DD, with the browser's own calendar. For a day that was typed half a browser sends nothing,
 * as if the field had been left empty; here it is sent as something that is refused, so that nobody loses it unseen.
 */
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
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const input = place.current?.querySelector('input');
    const form = input?.form;
    const tell = ({ formData }: FormDataEvent) => {
      if (input?.validity.badInput && formData.has(input.name)) formData.set(input.name, UNFINISHED);
    };
    form?.addEventListener('formdata', tell);
    return () => form?.removeEventListener('formdata', tell);
  }, []);
  return (
    <Field {...{ label, help, error, mark, fieldClassName, after }}>
      {(attributes) => (
        <span ref={place} className="contents">
          <input {...rest} {...attributes} type="date" className={classNames('control', className)} />
        </span>
      )}
    </Field>
  );
}
