import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/**
 * A table: 40 px rows. From 1280 px on its head stays in sight; under that it scrolls inside itself, and the page does
 * not; under 768 px a row is a block of lines, each with its column's name where the value alone would not say it.
 * `caption` says to screen readers what it lists. The roles stand there, because a browser may forget them where the
 * style makes blocks of the rows.
 */
export function Table({
  caption,
  head,
  children,
}: {
  caption: string;
  head: ReactNode;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls, the keyboard has to be able to scroll it
    <div tabIndex={0} className="relative overflow-x-auto rounded-b-md xl:overflow-visible">
      <table
        {...role('table')}
        className="w-full border-separate border-spacing-0 text-left text-small max-md:block"
      >
        <caption className="sr-only">{caption}</caption>
        <thead {...role('rowgroup')} className="max-md:block">
          <tr {...role('row')} className="max-md:flex max-md:flex-wrap max-md:bg-sunken max-md:px-1">
            {head}
          </tr>
        </thead>
        <tbody
          {...role('rowgroup')}
          className="max-md:block [&>tr:last-child]:max-md:border-b-0 md:[&>tr:last-child>td]:border-b-0"
        >
          {children}
        </tbody>
      </table>
    </div>
  );
}

/** Said again although the element has it by itself: see {@link Table}. */
const role = (name: string) => ({ role: name });

/**
 * A column's head. `sorted` marks the column that the rows are in order of. Under 768 px only a head stays in sight that
 * does something (`sortable`).
 */
export function HeadCell({
  sorted,
  sortable = false,
  className,
  ...rest
}: Omit<ComponentProps<'th'>, 'scope' | 'aria-sort'> & {
  sorted?: 'ascending' | 'descending';
  sortable?: boolean;
}) {
  return (
    <th
      {...rest}
      {...role('columnheader')}
      scope="col"
      aria-sort={sorted}
      className={classNames(
        'whitespace-nowrap px-2 py-2 md:px-3 font-medium text-muted md:sticky md:top-0 md:z-10 md:border-line md:border-b md:bg-sunken md:last:pr-4 md:first:pl-4',
        !sortable && 'max-md:sr-only',
        className,
      )}
    />
  );
}

/** A row. With a {@link RowLink} in it the whole row can be clicked. */
export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...rest}
      {...role('row')}
      className={classNames(
        'group relative hover:bg-hover max-md:flex max-md:flex-col max-md:gap-1 max-md:border-line max-md:border-b max-md:px-4 max-md:py-3',
        className,
      )}
    />
  );
}

/**
 * A cell, at least 40 px high. What is mono in it does not wrap where the table can scroll. `label` is the column's name,
 * for where a row is a block of lines; a cell that says by itself what it is needs none.
 */
export function Cell({ className, label, ...rest }: ComponentProps<'td'> & { label?: string }) {
  return (
    <td
      {...rest}
      {...role('cell')}
      data-label={label}
      className={classNames(
        'md:h-10 md:border-line md:border-b md:px-3 md:py-1.5 md:last:pr-4 md:first:pl-4 max-xl:[&_.font-mono]:whitespace-nowrap xl:[&_.font-mono]:wrap-anywhere max-md:empty:hidden',
        label &&
          'max-md:grid max-md:grid-cols-[5.75rem_minmax(0,1fr)] max-md:items-baseline max-md:gap-x-2 max-md:before:text-muted max-md:before:content-[attr(data-label)]',
        className,
      )}
    />
  );
}

/**
 * The one link of a row, spread over all of it. Other controls of the row need {@link RowAction} around them to lie
 * above it.
 */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={classNames(
        'font-medium text-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2 group-hover:underline',
        className,
      )}
    />
  );
}

/** A control inside a row that is itself a link. */
export function RowAction({ children }: { children: ReactNode }) {
  return <span className="relative z-[1] inline-flex items-center gap-1">{children}</span>;
}
