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
