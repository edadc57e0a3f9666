import type { ReactNode } from 'react';

/** Text for screen readers alone: the name of an icon button, the rest of a short label. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
