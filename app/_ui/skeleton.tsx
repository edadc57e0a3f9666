import { classNames } from './class-names';

/** A grey bar in the place of text that is on its way. Says nothing to screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block h-4 rounded-md bg-hover motion-safe:animate-pulse', className)}
    />
  );
}

/** The shape of a page with a heading and a table. `label` is what screen readers hear. */
export function PageSkeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      <Skeleton className="mb-6 h-7 w-48" />
      <div className="rounded-md border border-line bg-panel">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
          <div key={row} className="flex h-10 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className="w-1/3" />
            <Skeleton className="w-1/5" />
            <Skeleton className="ml-auto w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
