import type { ReactNode } from 'react';

/** Names and values in two columns; under 512 px of width one below the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="@container flex flex-col gap-3">{children}</dl>;
}

/** One line of {@link Facts}. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid @lg:grid-cols-[11.5rem_minmax(0,1fr)] items-baseline gap-x-4 gap-y-0.5">
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}
