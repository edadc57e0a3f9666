import type { ReactNode } from 'react';
import { classNames } from './class-names';

/** A part of a page with its heading: a border and a ground, no shadow. `actions` stand at the heading's right. */
export function Panel({
  title,
  description,
  actions,
  children,
  flush = false,
  danger = false,
  className,
  id,
}: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  /** The content reaches to the border: tables, lists. */
  flush?: boolean;
  danger?: boolean;
  className?: string;
  /** For a link to this part. */
  id?: string;
}) {
  return (
    <section
      id={id}
      className={classNames(
        'min-w-0 rounded-md border bg-panel',
        danger ? 'border-red-line' : 'border-line',
        className,
      )}
    >
      {title || actions ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-2.5">
          <div className="min-w-0">
            {title ? <h2>{title}</h2> : null}
            {description ? <p className="text-muted text-small">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}
