import { ChevronRight } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

/** A folded part that opens under its line. Works before the page's scripts do. */
export function Details({
  summary,
  children,
  className,
  ...rest
}: Omit<ComponentProps<'details'>, 'summary'> & { summary: ReactNode }) {
  return (
    <details {...rest} className={className}>
      <summary className="-mx-1 flex min-h-7 list-none items-center gap-1 rounded-md px-1 text-muted text-small hover:text-ink">
        <ChevronRight
          aria-hidden="true"
          // By its own part alone: one may lie folded inside another that is open.
          className="size-4 shrink-0 [details[open]>summary>&]:rotate-90 motion-safe:transition-transform"
        />
        <span className="min-w-0">{summary}</span>
      </summary>
      <div className="py-2 pl-5">{children}</div>
    </details>
  );
}
