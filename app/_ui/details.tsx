import { ChevronRight } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/** A folded part that opens under its line. Works before the page's scripts do. */
export function Details({
  summary,
  children,
  className,
  ...rest
}: Omit<ComponentProps<'details'>, 'summary'> & { summary: ReactNode }) {
  return (
    <details {...rest} className={classNames('group/details', className)}>
      <summary className="-mx-1 flex min-h-7 list-none items-center gap-1 rounded-md px-1 text-muted text-small hover:text-ink">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 group-open/details:rotate-90 motion-safe:transition-transform"
        />
        <span className="min-w-0">{summary}</span>
      </summary>
      <div className="py-2 pl-5">{children}</div>
    </details>
  );
}
