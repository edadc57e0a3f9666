import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** The head of a page: the way back, the one `<h1>`, a line below it, the page's actions. */
export function PageHeader({
  title,
  back,
  children,
  actions,
}: {
  title: ReactNode;
  back?: { href: string; label: string };
  /** Beneath the title: a status, a sentence. */
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-col gap-1">
      {back ? (
        <Link
          href={back.href}
          className="-ml-1 inline-flex min-h-6 items-center gap-0.5 self-start rounded-md pr-1 text-muted text-small hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="wrap-anywhere min-w-0">{title}</h1>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children ? <div className="text-muted">{children}</div> : null}
    </header>
  );
}
