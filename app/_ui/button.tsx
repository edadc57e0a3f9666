import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/** `primary`: the one thing to do here. `secondary`: beside it. `ghost`: in a row or bar. `danger`: cannot be undone. */
export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
/** `normal` is 36 px high, `small` 28 px. */
export type ButtonSize = 'normal' | 'small';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-edge bg-panel text-ink hover:bg-hover',
  ghost: 'border-transparent bg-transparent text-ink hover:bg-hover',
  danger: 'border-transparent bg-danger-fill text-on-danger hover:bg-danger-fill-strong',
};

const sizes: Record<ButtonSize, string> = {
  normal: 'min-h-9 px-3.5 text-body',
  small: 'min-h-7 px-2.5 text-small',
};

/** The classes of a button, for an element that only looks like one. */
export function buttonClasses(variant: ButtonVariant = 'secondary', size: ButtonSize = 'normal'): string {
  return classNames(
    'inline-flex select-none items-center justify-center gap-1.5 rounded-md border font-medium',
    'disabled:opacity-60 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
  );
}

type Looks = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };

/**
 * A button. While `pending` it says `pendingLabel`, keeps its width and its focus, and does nothing.
 * It is of type "button" unless told otherwise.
 */
export function Button({
  variant,
  size,
  icon,
  pending = false,
  pendingLabel,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ComponentProps<'button'> & Looks & { pending?: boolean; pendingLabel?: ReactNode }) {
  return (
    <button
      {...rest}
      type={type}
      // Not `disabled`: a disabled button drops the focus, and with it the place of whoever uses a keyboard.
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={classNames(buttonClasses(variant, size), className)}
    >
      {icon}
      {pendingLabel === undefined ? (
        children
      ) : (
        // Both labels lie in one cell of a grid, so that the wider one gives the width all the time.
        <span className="grid">
          <span
            aria-hidden={pending}
            className={classNames('col-start-1 row-start-1', pending && 'invisible')}
          >
            {children}
          </span>
          <span
            aria-hidden={!pending}
            className={classNames('col-start-1 row-start-1', !pending && 'invisible')}
          >
            {pendingLabel}
          </span>
        </span>
      )}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Looks) {
  return (
    <Link {...rest} className={classNames(buttonClasses(variant, size), className)}>
      {icon}
      {children}
    </Link>
  );
}
