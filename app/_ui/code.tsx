import type { ReactNode } from 'react';
import { classNames } from './class-names';

/**
 * An id, a code or an address: mono, never translated, and never broken as long as one line can hold it; only what is
 * wider than its whole place goes on in the next line, so that nothing is lost. Put the copy button into `action`.
 */
export function Code({
  children,
  action,
  className,
}: {
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 align-bottom">
      <code translate="no" className={classNames('wrap-anywhere min-w-0 font-mono text-small', className)}>
        {children}
      </code>
      {action}
    </span>
  );
}
