import type { ReactNode } from 'react';
import { classNames } from './class-names';

/**
 * An id, a code or an address: mono, never wrapped in the middle, never translated. Where it is wider than its place it
 * scrolls, so that nothing of it is lost. Put the copy button into `action`.
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
      <code
        translate="no"
        className={classNames('min-w-0 overflow-x-auto whitespace-nowrap font-mono text-small', className)}
      >
        {children}
      </code>
      {action}
    </span>
  );
}
