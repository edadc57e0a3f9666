import type { ReactNode } from 'react';

/** What a page shows that has nothing else to show: what happened, and the one thing to do. */
export function MessagePage({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-4 px-4 py-16">
      <h1>{title}</h1>
      <div className="flex flex-col gap-3 text-muted">{children}</div>
      {action}
    </div>
  );
}
