import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

/** What every field of a form is given, whatever its control is. */
export type FieldWords = {
  /** The label's whole text. Marks and hints do not belong in it. */
  label: string;
  /** Where the value is found, or what it is for. Stands below the control. */
  help?: ReactNode;
  /** What is wrong and how to put it right. Takes the place of the help. */
  error?: ReactNode;
  /** A word beside the label, such as "Optional". */
  mark?: ReactNode;
  /** Classes of the whole field: its width, its place in a grid. */
  fieldClassName?: string;
};

/** What the control inside a field has to carry. */
export type ControlAttributes = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

/**
 * Label above, control, help or error below, wired for screen readers once for every kind of control:
 * `<Field label="…">{(attributes) => <input {...attributes} />}</Field>`.
 */
export function Field({
  label,
  help,
  error,
  mark,
  fieldClassName,
  after,
  children,
}: FieldWords & {
  /** Something below the help that belongs to this field: presets, a warning. */
  after?: ReactNode;
  children: (attributes: ControlAttributes) => ReactNode;
}) {
  const id = useId();
  const wrong = hasWords(error);
  const below = wrong || hasWords(help);
  const describedBy = [mark ? `${id}-mark` : null, below ? `${id}-below` : null].filter(Boolean).join(' ');
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', fieldClassName)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {mark ? (
          <span id={`${id}-mark`} className="text-muted text-small">
            {mark}
          </span>
        ) : null}
      </div>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': wrong || undefined,
      })}
      {below ? (
        <div id={`${id}-below`} className={classNames('text-small', wrong ? 'text-red' : 'text-muted')}>
          {wrong ? error : help}
        </div>
      ) : null}
      {after}
    </div>
  );
}

function hasWords(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== '';
}
