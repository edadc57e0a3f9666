import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { buttonClasses } from './button';

/**
 * Links to the page before and after, and where one is. Shows nothing when there is only one page.
 * `hrefFor` makes the address of a page, counted from 1, with the filters that stand in the present one.
 */
export function Pagination({
  page,
  pages,
  hrefFor,
  words,
}: {
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
  words: { name: string; previous: string; next: string; position: string };
}) {
  if (pages <= 1) return null;
  const steps = [
    { to: page - 1, label: words.previous, Icon: ChevronLeft, rel: 'prev' },
    { to: page + 1, label: words.next, Icon: ChevronRight, rel: 'next' },
  ] as const;
  const [before, after] = steps.map(({ to, label, Icon, rel }) =>
    to < 1 || to > pages ? (
      <span key={rel} className="size-9" />
    ) : (
      <Link key={rel} href={hrefFor(to)} rel={rel} className={buttonClasses('secondary')}>
        <Icon aria-hidden="true" />
        <span className="sr-only">{label}</span>
      </Link>
    ),
  );
  return (
    <nav aria-label={words.name} className="flex items-center justify-end gap-3 py-3 text-muted text-small">
      {before}
      <span>{words.position}</span>
      {after}
    </nav>
  );
}
