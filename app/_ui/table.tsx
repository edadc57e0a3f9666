import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/**
 * A table: 40 px rows. From 1280 px on its head stays in sight and long addresses wrap where they must; under that it
 * scrolls inside itself, and the page does not.
 * `caption` says to screen readers what it lists.
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
      <table className="w-full border-separate border-spacing-0 text-left text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">{children}</tbody>
      </table>
    </div>
  );
}

/** A column's head. `sorted` marks the column that the rows are in order of. */
export function HeadCell({
  sorted,
  className,
  ...rest
}: Omit<ComponentProps<'th'>, 'scope' | 'aria-sort'> & { sorted?: 'ascending' | 'descending' }) {
  return (
    <th
      {...rest}
      scope="col"
      aria-sort={sorted}
      className={classNames(
        'sticky top-0 z-10 whitespace-nowrap border-line border-b bg-sunken px-3 py-2 font-medium first:pl-4 last:pr-4 text-muted',
        className,
      )}
    />
  );
}

/** A row. With a {@link RowLink} in it the whole row can be clicked. */
export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={classNames('group relative hover:bg-hover', className)} />;
}

/** A cell, at least 40 px high. What is mono in it does not wrap where the table can scroll. */
export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={classNames(
        'h-10 border-line border-b px-3 py-1.5 first:pl-4 last:pr-4 max-xl:[&_.font-mono]:whitespace-nowrap xl:[&_.font-mono]:wrap-anywhere',
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
